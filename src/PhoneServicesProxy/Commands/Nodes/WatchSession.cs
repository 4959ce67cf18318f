using System.Globalization;
using System.Net;
using System.Text.Json;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Watching;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>One watch, from the order to its end. It asks the gateway twice a second for new presses.</summary>
/// <param name="client">The gateway.</param>
/// <param name="device">The phone's name.</param>
/// <param name="lasting">The duration.</param>
/// <param name="json">True for one JSON object a line.</param>
/// <param name="output">Receives the presses.</param>
/// <param name="messages">Receives all other messages.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchSession(
    ManagementClient client, string device, TimeSpan lasting, bool json, TextWriter output, TextWriter messages, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>The time limit for telling the gateway that the watch has ended.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly long _began = time.GetTimestamp();
    private WatchReport? _watch;
    private DateTimeOffset _gatewayStarted;
    private long _known;
    private long _shown;
    private bool _isSilent;

    private TimeSpan Left => lasting - time.GetElapsedTime(_began);

    /// <exception cref="ManagementException">The watch cannot be started, or it was lost.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await StartAsync(lasting, stop);
            await messages.WriteLineAsync($"{device} is watched for {TimeText.Of(lasting)}, until {Clock(_watch!.Until)}. Ctrl+C ends it.");
            while (!_watch.IsOver)
            {
                await Task.Delay(Period, time, stop);
                await PollAsync(stop);
            }

            await messages.WriteLineAsync($"The time is up: {Presses(_shown)} of {device}.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await EndAsync();
        }
        catch (IOException)
        {
            await EndAsync();
            throw new ManagementException("The key presses could not be written to standard output, so the watch has ended.");
        }
    }

    private async Task StartAsync(TimeSpan left, CancellationToken stop)
    {
        _gatewayStarted = (await client.GetAsync<NodesReport>("api/nodes", stop)).StartedAt;
        _watch = await client.StartWatchAsync(device, left, stop);
        _known = 0;
    }

    private async Task PollAsync(CancellationToken stop)
    {
        try
        {
            Show(await client.GetWatchAsync(_watch!.Id, _known, stop));
        }
        catch (ManagementException error) when (error.Status == HttpStatusCode.NotFound)
        {
            await GoOnAsync(error, stop);
        }
        catch (ManagementException error) when (error.IsUnreachable)
        {
            if (Left < TimeSpan.Zero)
            {
                throw new ManagementException($"The gateway at {client.Url} does not answer, and the time of the watch is up.");
            }

            if (!_isSilent)
            {
                await messages.WriteLineAsync($"The gateway at {client.Url} does not answer. It is asked again until {Clock(_watch!.Until)}; Ctrl+C ends it.");
            }

            _isSilent = true;
        }
    }

    private void Show(WatchReport report)
    {
        if (_isSilent)
        {
            messages.WriteLine("The gateway answers again.");
            _isSilent = false;
        }

        if (report.Presses is [{ Id: var first }, ..] && first > _known + 1)
        {
            messages.WriteLine($"{Presses(first - _known - 1)} in between were dropped, because there were too many at once.");
        }

        foreach (var press in report.Presses)
        {
            output.WriteLine(json ? JsonSerializer.Serialize(press, ApiJson.Options) : TextOf(press));
            (_known, _shown) = (press.Id, _shown + 1);
        }

        output.Flush();
        _watch = report;
    }

    /// <summary>Starts the watch again after a restart of the gateway, which ends all watches.</summary>
    private async Task GoOnAsync(ManagementException gone, CancellationToken stop)
    {
        if (Left < Watches.Shortest)
        {
            _watch = _watch! with { IsOver = true };
            return;
        }

        var started = (await client.GetAsync<NodesReport>("api/nodes", stop)).StartedAt;
        if (started == _gatewayStarted)
        {
            throw new ManagementException($"Somebody has ended the watch. {gone.Message}");
        }

        await StartAsync(TimeSpan.FromSeconds(Math.Ceiling(Left.TotalSeconds)), stop);
        _isSilent = false;
        await messages.WriteLineAsync($"The gateway was restarted at {Clock(started)}, and what the phone did meanwhile is not known. The watch goes on until {Clock(_watch!.Until)}.");
    }

    private async Task EndAsync()
    {
        if (_watch is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Farewell, time);
        try
        {
            await client.EndWatchAsync(_watch.Id, limit.Token);
            await messages.WriteLineAsync($"The watch has ended: {Presses(_shown)} of {device}.");
        }
        catch (Exception error) when (error is ManagementException or OperationCanceledException)
        {
            await messages.WriteLineAsync($"The gateway could not be told. The watch ends by itself at {Clock(_watch.Until)}, if the gateway runs.");
        }
    }

    private static string TextOf(WatchedPressReport press) => string.Join(
        Environment.NewLine,
        [$"{Clock(press.At)}  {press.Text}", .. press.Nodes.Select(node => $"          {node.Text}")]);

    private static string Presses(long count) => count == 1 ? "1 key press" : string.Create(CultureInfo.InvariantCulture, $"{count} key presses");

    private static string Clock(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}

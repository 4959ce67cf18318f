using PhoneServicesProxy.Management.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>Redraws the screen every second until the user presses q.</summary>
internal sealed class TopScreen(ManagementClient client, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeyPeriod = TimeSpan.FromMilliseconds(50);

    /// <exception cref="ManagementException">The gateway does not answer at the beginning. Later failures are only shown.</exception>
    public async Task ShowAsync(CancellationToken stop)
    {
        var console = Terminal.Create();
        var first = await DrawAsync(console, stop);
        if (Console.IsOutputRedirected)
        {
            console.Write(first);
            return;
        }

        // The alternate screen keeps the previous content of the terminal.
        Console.Write("\e[?1049h\e[H");
        try
        {
            await console.Live(first).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).StartAsync(live => RunAsync(console, live, stop));
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C ends it, like q.
        }
        finally
        {
            Console.Write("\e[?1049l");
        }
    }

    private async Task RunAsync(IAnsiConsole console, LiveDisplayContext live, CancellationToken stop)
    {
        while (!await QuitAsync(stop))
        {
            try
            {
                live.UpdateTarget(await DrawAsync(console, stop));
            }
            catch (ManagementException error)
            {
                live.UpdateTarget(new Rows(new Text(error.Message), new Text("q quits; the gateway is asked again each second", StateStyle.Quiet)));
            }
        }
    }

    private async Task<IRenderable> DrawAsync(IAnsiConsole console, CancellationToken stop) => TopView.Of(
        await client.GetAsync<NodesReport>("api/nodes", stop),
        await client.GetAsync<ServicesReport>("api/services", stop),
        await client.GetAsync<EventsReport>("api/events", stop),
        console.Profile.Width,
        Console.IsOutputRedirected ? null : console.Profile.Height);

    /// <summary>Waits for the next redraw. Returns true if the user pressed q.</summary>
    private async Task<bool> QuitAsync(CancellationToken stop)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Period)
        {
            if (!Console.IsInputRedirected && Console.KeyAvailable && Console.ReadKey(intercept: true).KeyChar is 'q' or 'Q')
            {
                return true;
            }

            await Task.Delay(KeyPeriod, time, stop);
        }

        return false;
    }
}

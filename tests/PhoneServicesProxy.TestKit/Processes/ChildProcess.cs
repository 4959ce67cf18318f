using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>A program that runs as long as this object exists. It ends at the latest with this process, even if that is killed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 500;
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<string> _output = new();
    private bool _isDisposed;

    private ChildProcess(Process process, string name, TimeProvider time)
    {
        (_process, Name, _time) = (process, name, time);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines of both streams.</summary>
    public string Output => string.Join('\n', _output);

    public static async Task<ChildProcess> StartAsync(ChildProgram program, TimeProvider time)
    {
        // setpriv and "ip netns exec" replace themselves with the program, so the process id is that of the program.
        string[] enter = program.NetworkNamespace is { } name ? ["ip", "netns", "exec", name] : [];
        string[] command = [.. enter, "setpriv", "--pdeathsig", program.DeathSignal, "--", program.FileName, .. program.Arguments];
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = program.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in program.Environment)
            info.Environment[key] = value;

        return new ChildProcess(await ProcessStarter.StartAsync(info), Path.GetFileName(program.FileName), time);
    }

    /// <summary>Returns when connections to <paramref name="address"/> are accepted. Throws if the program ends first.</summary>
    public Task WaitForPortAsync(IPEndPoint address, TimeSpan limit, CancellationToken cancellation = default) =>
        WaitForAsync(token => AnswersAsync(address, token), limit, $"nothing answers at {address}", cancellation);

    public Task WaitForAsync(
        Func<CancellationToken, Task<bool>> condition, TimeSpan limit, string complaint, CancellationToken cancellation = default) =>
        Until.TrueAsync(
            async token => _process.HasExited
                ? throw new InvalidOperationException($"{Name} ended with {_process.ExitCode}:\n{Output}")
                : await condition(token),
            limit, () => $"{Name}: {complaint}\n{Output}", _time, cancellation);

    /// <summary>Asks the program to end (SIGTERM) and waits for it. Kills it after the time limit.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await Command.TryAsync("kill", "-TERM", Id.ToString(CultureInfo.InvariantCulture));
        if (!await ExitsAsync(limit))
            await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await ExitsAsync(ExitLimit);
        }

        _process.Dispose();
    }

    private async Task<bool> ExitsAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit, _time);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(IPEndPoint address, CancellationToken cancellation)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;

        _output.Enqueue(line);
        if (_output.Count > LinesKept)
            _output.TryDequeue(out _);
    }
}

using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>A container that runs as long as this object does.</summary>
internal sealed class Container(ContainerEngine engine, string name, IPAddress address, ChildProcess process) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public IPAddress Address => address;

    /// <summary>The engine's program in the foreground: its output is the container's, and so is its exit code.</summary>
    public ChildProcess Process => process;

    public async Task<string> InspectAsync(string format) => (await engine.RunAsync("inspect", "--format", format, name)).Trim();

    public Task SignalAsync(string signal) => engine.RunAsync("kill", "--signal", signal, name);

    /// <summary>What the container wrote to its standard output alone.</summary>
    public Task<string> StandardOutputAsync() => Command.RunAsync("sh", "-c", $"{engine.Podman} logs {name} 2>/dev/null");

    /// <summary>SIGKILL: the kernel closes its connections, with nothing said.</summary>
    public async Task KillAsync()
    {
        await SignalAsync("KILL");
        await Until.TrueAsync(_ => Task.FromResult(process.HasExited), Limit, () => $"{name} does not end\n{process.Output}", TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await engine.TryAsync("rm", "--force", "--ignore", "--time", "0", name);
        await process.DisposeAsync();
    }
}

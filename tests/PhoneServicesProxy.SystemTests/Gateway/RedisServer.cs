using System.Globalization;
using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>A Redis of our own, in memory alone, with a password.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    public const string Password = "correct-horse-battery";

    private readonly ChildProcess _process;
    private readonly IPEndPoint _endpoint;

    private RedisServer(ChildProcess process, IPEndPoint endpoint) => (_process, _endpoint) = (process, endpoint);

    /// <summary>What a gateway is given.</summary>
    public string Connection => ConnectionTo(_endpoint);

    public static string ConnectionTo(IPEndPoint endpoint) => $"{endpoint},password={Password}";

    public static async Task<RedisServer> StartAsync(CancellationToken cancellation)
    {
        DebianPackages.Require("redis-server", "redis-cli");
        var endpoint = FreePort.OnLoopback();
        var process = await ChildProcess.StartAsync(
            new ChildProgram(
                "redis-server", "--bind", $"{endpoint.Address}", "--port", endpoint.Port.ToString(CultureInfo.InvariantCulture),
                "--requirepass", Password, "--save", "", "--appendonly", "no"),
            TimeProvider.System);
        await process.WaitForPortAsync(endpoint, TimeSpan.FromSeconds(10), cancellation);
        return new(process, endpoint);
    }

    /// <summary>Returns when it holds so many keys.</summary>
    public Task WaitForKeysAsync(int count, CancellationToken cancellation) =>
        _process.WaitForAsync(
            async _ => await AskAsync("DBSIZE") == $"{count}", TimeSpan.FromSeconds(20), $"does not hold {count} keys", cancellation);

    /// <summary>Connections stay open, and nothing is answered any more.</summary>
    public Task HangAsync() => SignalAsync("STOP");

    public Task GoOnAsync() => SignalAsync("CONT");

    public Task StopAsync() => _process.StopAsync(TimeSpan.FromSeconds(5));

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<string> AskAsync(string command) => (await Command.RunAsync(
        "redis-cli", "-h", $"{_endpoint.Address}", "-p", _endpoint.Port.ToString(CultureInfo.InvariantCulture),
        "-a", Password, "--no-auth-warning", command)).Trim();

    private async Task SignalAsync(string signal) =>
        await Command.RunAsync("kill", $"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture));
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using PhoneServicesProxy.TestKit.Network;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Cluster;

/// <summary>A CallManager node: a simulator process on its own host.</summary>
internal sealed class SimulatedNode(string name, NodeHost host, string program, int users, int maxLogins, TimeProvider time) : IAsyncDisposable
{
    public const int Port = 8080;
    private const int ControlPort = 8090;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly string _loginFile = Path.GetTempFileName();
    private readonly HttpClient _control = new() { Timeout = TimeSpan.FromSeconds(5) };
    private ChildProcess? _process;

    public string Name { get; } = name;

    public NodeHost Host { get; } = host;

    public IPEndPoint Endpoint => new(Host.Address, Port);

    public async Task StartAsync()
    {
        _process = await ChildProcess.StartAsync(
            new ChildProgram("dotnet", program, "--name", Name, "--nodes", "1", "--address", $"{Host.Address}",
                "--port", Port.ToString(CultureInfo.InvariantCulture), "--control-address", "0.0.0.0",
                "--control-port", ControlPort.ToString(CultureInfo.InvariantCulture), "--login-file", _loginFile,
                "--users", users.ToString(CultureInfo.InvariantCulture), "--max-logins", maxLogins.ToString(CultureInfo.InvariantCulture))
            { NetworkNamespace = Host.Namespace },
            time);
        await _process.WaitForPortAsync(Endpoint, StartLimit);
        await _process.WaitForPortAsync(new IPEndPoint(Host.Address, ControlPort), StartLimit);
    }

    /// <summary>The logins that the node has executed since it was created, even if it was killed in between.</summary>
    public IReadOnlyList<ExecutedLogin> ReadExecutedLogins()
    {
        // The text after the last line break is still being written.
        var lines = File.ReadAllText(_loginFile).Split('\n')[..^1];
        return [.. lines.Select(line => JsonSerializer.Deserialize<ExecutedLogin>(line)!)];
    }

    /// <summary>Sends SIGKILL. The kernel closes the node's connections and refuses new ones.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        await _process.DisposeAsync();
        _process = null;
    }

    public async Task StopAsync()
    {
        if (_process is null)
            return;

        await _process.StopAsync(StopLimit);
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>
    /// Breaks the node. <c>vanish</c> takes its host off the network. Every other fault is one of the simulator, written as for its control
    /// interface, such as <c>slow?delay=3s</c>.
    /// </summary>
    public async Task BreakAsync(string fault)
    {
        if (fault == "vanish")
        {
            await Host.VanishAsync();
            return;
        }

        using var answer = await _control.PostAsync(FaultUrl("/" + fault), content: null);
        answer.EnsureSuccessStatusCode();
    }

    public async Task RepairAsync()
    {
        await Host.ReturnAsync();
        using var answer = await _control.DeleteAsync(FaultUrl(""));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The number of requests for this path since the node was started.</summary>
    public async Task<long> CountRequestsAsync(string path)
    {
        using var status = JsonDocument.Parse(await _control.GetStringAsync(new Uri($"http://{Host.Address}:{ControlPort}/nodes")));
        var paths = status.RootElement[0].GetProperty("counters").GetProperty("paths");
        return paths.TryGetProperty(path, out var count) ? count.GetInt64() : 0;
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();

        File.Delete(_loginFile);
    }

    private Uri FaultUrl(string end) => new($"http://{Host.Address}:{ControlPort}/nodes/{Name}/fault{end}");
}

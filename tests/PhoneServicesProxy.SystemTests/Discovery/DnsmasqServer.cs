using System.Globalization;
using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Discovery;

/// <summary>A real name server with the records that a test writes, in the zone <c>example.test</c>.</summary>
internal sealed class DnsmasqServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-dns");
    private readonly string[] _options;
    private ChildProcess? _process;

    private DnsmasqServer(string[] options) => _options = options;

    public IPEndPoint Endpoint { get; } = FreePort.OnLoopback();

    private string Hosts => Path.Combine(_folder.FullName, "hosts");

    /// <param name="hosts">Addresses and names, as in <c>/etc/hosts</c>.</param>
    /// <param name="services">SRV records as dnsmasq has them: name, target, port, priority, weight.</param>
    /// <param name="cancellation">Ends the wait for the server.</param>
    /// <param name="options">Further options of dnsmasq.</param>
    public static async Task<DnsmasqServer> StartAsync(
        IEnumerable<string> hosts, IEnumerable<string> services, CancellationToken cancellation, params string[] options)
    {
        DebianPackages.Require("dnsmasq");
        var server = new DnsmasqServer(options);
        try
        {
            await server.ServeAsync(hosts, services, cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Serves other records; SRV records are read at the start only, so it starts again.</summary>
    public async Task ServeAsync(IEnumerable<string> hosts, IEnumerable<string> services, CancellationToken cancellation)
    {
        await KillAsync();
        await File.WriteAllLinesAsync(Hosts, hosts, cancellation);
        _process = await ChildProcess.StartAsync(
            new ChildProgram("dnsmasq",
            [
                "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file=", "--user=root", "--log-facility=-",
                "--listen-address", $"{Endpoint.Address}", "--bind-interfaces", "--port", Endpoint.Port.ToString(CultureInfo.InvariantCulture),
                "--no-resolv", "--no-hosts", "--addn-hosts", Hosts, "--local=/example.test/", "--local-ttl=1",
                .. services.Select(service => $"--srv-host={service}"), .. _options,
            ]),
            TimeProvider.System);
        await _process.WaitForPortAsync(Endpoint, TimeSpan.FromSeconds(10), cancellation);
    }

    /// <summary>Serves other addresses, without a break.</summary>
    public async Task ReloadAsync(IEnumerable<string> hosts, CancellationToken cancellation)
    {
        await File.WriteAllLinesAsync(Hosts, hosts, cancellation);
        await SignalAsync("HUP");
    }

    /// <summary>Nothing is answered any more, and nothing refused.</summary>
    public Task HangAsync() => SignalAsync("STOP");

    public Task GoOnAsync() => SignalAsync("CONT");

    public async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private async Task SignalAsync(string signal) =>
        await Command.RunAsync("kill", $"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture));
}

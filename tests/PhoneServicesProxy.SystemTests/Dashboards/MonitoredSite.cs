using CallManagerSimulator;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>
/// A gateway under load that Prometheus watches, in front of a cluster that has a bit of everything: a node that is sound, one
/// that is not set up for the gateway, one that is too busy for Extension Mobility, one that will fall sick, and one that is drained.
/// </summary>
internal sealed class MonitoredSite : IAsyncDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<FleetReport> _menus = [];
    private readonly SimulatedCluster _cluster;
    private readonly GatewayProcess _gateway;
    private readonly CertificateFiles _files;
    private readonly Task _load;

    private MonitoredSite(SimulatedCluster cluster, GatewayProcess gateway, CertificateFiles files, PrometheusServer prometheus)
    {
        (_cluster, _gateway, _files, Prometheus) = (cluster, gateway, files, prometheus);
        _load = Task.WhenAll(
            PressAsync("/ccmcip/getservicesmenu.jsp?name={device}", "CiscoIPPhoneMenu", _menus),
            PressAsync("/emapp/EMAppServlet?device={device}", "CiscoIPPhoneInput", []),
            PressAsync("/ccmcip/idle.jsp", "CiscoIPPhoneText", []));
    }

    public PrometheusServer Prometheus { get; }

    public string Log => _gateway.Process.Output;

    /// <summary>Presses of the Services button so far, and those of them that did not show a menu.</summary>
    public (int All, int Bad) Menus
    {
        get
        {
            lock (_menus)
                return (_menus.Sum(report => report.Presses.Count), _menus.Sum(report => report.Bad));
        }
    }

    public static async Task<MonitoredSite> StartAsync(CancellationToken cancellation)
    {
        var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["sound", "untrusted", "busy", "sick", "drained"] }, cancellation);
        await cluster["untrusted"].SetFaultAsync(NodeFault.Parse("em-error=28"), cancellation);
        await cluster["busy"].SetFaultAsync(NodeFault.Parse("em-error=26"), cancellation);
        using var certificate = TestCertificate.SelfSigned("phones.example.com");
        var files = CertificateFiles.Of(certificate);
        var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"{node.Address}")), cancellation, ["--PhoneServices:Nodes:drained:State=Drain", .. files.Settings]);
        return new(cluster, gateway, files, await PrometheusServer.StartAsync(gateway.Management, cancellation));
    }

    public Task BreakAsync(string node, NodeFault fault, CancellationToken cancellation) => _cluster[node].SetFaultAsync(fault, cancellation);

    public Task BreakAllAsync(NodeFault fault, CancellationToken cancellation) =>
        Task.WhenAll(_cluster.Nodes.Select(node => node.SetFaultAsync(fault, cancellation)));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _load;
        }
        catch (OperationCanceledException)
        {
            // In the middle of a press.
        }

        await Prometheus.DisposeAsync();
        await _gateway.DisposeAsync();
        await _cluster.DisposeAsync();
        _files.Dispose();
        _stop.Dispose();
    }

    private async Task PressAsync(string path, string root, List<FleetReport> reports)
    {
        var fleet = new PhoneFleet(
            new FleetOptions { Target = _gateway.Endpoint, Path = path, ExpectedRoot = root, PressesPerSecond = 20, Phones = 100 }, TimeProvider.System);
        while (true)
        {
            var report = await fleet.PressAsync(Round, _stop.Token);
            lock (reports)
                reports.Add(report);
        }
    }
}

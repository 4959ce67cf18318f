using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Discovery;

/// <summary>Phones keep pressing while a real name server changes its mind, lies and dies: no phone may see it. They are few, and how long they wait is not judged.</summary>
public sealed class DiscoveryFleetTests
{
    private const string Name = "_phoneservices._tcp.example.test";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fleet_ServiceRecordsComeAndGo_NoBadPage()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var dns = await DnsmasqServer.StartAsync(Hosts(cluster), Services(cluster, 0, 1), Cancellation);
        await using var gateway = await StartGatewayAsync($"--PhoneServices:Discovery:ServiceName={Name}", dns);
        Assert.Equal(0, await RequestsAsync(cluster.Nodes[2]));
        await WarmUpAsync(gateway);
        var fleet = new PhoneFleet(Phones(gateway), TimeProvider.System);
        using var over = new CancellationTokenSource();
        var pressing = fleet.PressUntilAsync(Longest, over.Token, Cancellation);

        // A node comes, another one goes.
        await dns.ServeAsync(Hosts(cluster), Services(cluster, 0, 1, 2), Cancellation);
        await WaitForRequestsAsync(cluster.Nodes[2]);
        await dns.ServeAsync(Hosts(cluster), Services(cluster, 1, 2), Cancellation);
        await gateway.WaitForLogAsync("gone: subscriber1.example.test", 0, Limit, Cancellation);

        // The zone is empty, then the server dead.
        await dns.ServeAsync([], [], Cancellation);
        await gateway.WaitForLogAsync($"DNS gives no nodes for {Name}: {Name} has no SRV record", 0, Limit, Cancellation);
        await dns.KillAsync();
        await gateway.WaitForLogAsync($"DNS gives no nodes for {Name}: no name server answers", 0, Limit, Cancellation);
        Assert.Contains("The last good ones stay: subscriber2.example.test, subscriber3.example.test", gateway.Process.Output, StringComparison.Ordinal);
        await over.CancelAsync();
        var report = await pressing;

        TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
        Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");

        // Back with the first node, which gets phones again.
        await dns.ServeAsync(Hosts(cluster), Services(cluster, 0, 1, 2), Cancellation);
        await gateway.WaitForLogAsync($"DNS gives nodes for {Name} again", 0, TimeSpan.FromSeconds(40), Cancellation);
    }

    [Fact]
    public async Task Fleet_AddressesComeAndGo_NoBadPage()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var dns = await DnsmasqServer.StartAsync(Addresses(cluster, 0, 1), [], Cancellation);
        await using var gateway = await StartGatewayAsync("--PhoneServices:Discovery:AddressName=ccm.example.test", dns);
        await WarmUpAsync(gateway);
        var fleet = new PhoneFleet(Phones(gateway), TimeProvider.System);
        using var over = new CancellationTokenSource();
        var pressing = fleet.PressUntilAsync(Longest, over.Token, Cancellation);

        await dns.ReloadAsync(Addresses(cluster, 1, 2), Cancellation);
        await gateway.WaitForLogAsync($"New: {cluster.Nodes[2].Host.Address}; gone: {cluster.Nodes[0].Host.Address}", 0, Limit, Cancellation);
        await WaitForRequestsAsync(cluster.Nodes[2]);
        await cluster.Nodes[0].KillAsync();
        await dns.HangAsync();
        await gateway.WaitForLogAsync("DNS gives no nodes for ccm.example.test: no name server answers", 0, Limit, Cancellation);
        await dns.GoOnAsync();
        await gateway.WaitForLogAsync("DNS gives nodes for ccm.example.test again", 0, Limit, Cancellation);
        await over.CancelAsync();
        var report = await pressing;

        TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
        Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");
    }

    [Fact]
    public async Task Start_NameServerDead_IsNotReadyUntilItAnswers()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 2, TimeProvider.System);
        await using var dns = await DnsmasqServer.StartAsync(Addresses(cluster, 0, 1), [], Cancellation);
        await dns.KillAsync();

        // The other name server does not answer either, and counts how often it was asked.
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var starting = StartGatewayAsync("--PhoneServices:Discovery:AddressName=ccm.example.test", dns, (IPEndPoint)silent.Client.LocalEndPoint!);
        for (var asked = 0; asked < 4; asked++)
            await silent.ReceiveAsync(Cancellation).AsTask().WaitAsync(StartLimit, Cancellation);

        Assert.False(starting.IsCompleted);
        await dns.ServeAsync(Addresses(cluster, 0, 1), [], Cancellation);
        await using var gateway = await starting;
        await WarmUpAsync(gateway);
        var report = await new PhoneFleet(Phones(gateway), TimeProvider.System).PressAsync(TimeSpan.FromSeconds(2), Cancellation);

        Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");
    }

    private static FleetOptions Phones(GatewayProcess gateway) => new() { Target = gateway.Endpoint, PressesPerSecond = 30 };

    private static async Task<GatewayProcess> StartGatewayAsync(string name, DnsmasqServer dns, IPEndPoint? first = null) => await GatewayProcess.StartAsync(
        [], Cancellation, name,
        $"--PhoneServices:Discovery:NameServers:0={first ?? FreePort.OnLoopback()}", $"--PhoneServices:Discovery:NameServers:1={dns.Endpoint}",
        "--PhoneServices:Discovery:Timeout=00:00:00.300", "--PhoneServices:Discovery:MinInterval=00:00:01",
        "--PhoneServices:Discovery:RetryInterval=00:00:00.500");

    /// <summary>The first presses of a process wait for its compiler, which would be taken for what a change costs.</summary>
    private static Task<FleetReport> WarmUpAsync(GatewayProcess gateway) =>
        new PhoneFleet(Phones(gateway), TimeProvider.System)
            .PressAsync(TimeSpan.FromSeconds(4), Cancellation);

    private static IEnumerable<string> Hosts(SimulatedCluster cluster) =>
        cluster.Nodes.Select(node => $"{node.Host.Address} {node.Name}.example.test");

    private static IEnumerable<string> Services(SimulatedCluster cluster, params int[] nodes) =>
        nodes.Select(index => $"{Name},{cluster.Nodes[index].Name}.example.test,{SimulatedNode.Port},10,20");

    private static IEnumerable<string> Addresses(SimulatedCluster cluster, params int[] nodes) =>
        nodes.Select(index => $"{cluster.Nodes[index].Host.Address} ccm.example.test");

    /// <summary>Presses, not probes: those name a phone.</summary>
    private static Task WaitForRequestsAsync(SimulatedNode node) => Until.TrueAsync(
        async _ => await RequestsAsync(node) > 0, Limit, () => $"{node.Name} gets no press", TimeProvider.System, Cancellation);

    private static Task<long> RequestsAsync(SimulatedNode node) => node.CountRequestsAsync("/ccmcip/getservicesmenu.jsp");
}

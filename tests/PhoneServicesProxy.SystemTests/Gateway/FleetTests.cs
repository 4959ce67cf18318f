using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Phones keep pressing while one of three nodes fails and returns: no phone may see it.</summary>
[Collection(nameof(UnderLoad))]
public sealed class FleetTests
{
    private const string Service = "services-menu";
    private const string Menu = "/ccmcip/getservicesmenu.jsp";
    private const int FewPresses = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Fleet_OneOfThreeNodesKilled_NoBadPage() =>
        PressThroughAsync(node => node.KillAsync(), node => node.StartAsync());

    [Theory]
    [InlineData("refuse")]
    [InlineData("vanish")]
    [InlineData("hang")]
    public Task Fleet_OneOfThreeNodesBroken_NoBadPage(string fault) =>
        PressThroughAsync(node => node.BreakAsync(fault), node => node.RepairAsync());

    private static async Task PressThroughAsync(Func<SimulatedNode, Task> fail, Func<SimulatedNode, Task> recover)
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation);
        var fleet = new PhoneFleet(new FleetOptions { Target = gateway.Endpoint }, TimeProvider.System);
        var node = cluster.Nodes[1];
        var ups = gateway.CountStates(node.Name, "Up", Service);

        using var over = new CancellationTokenSource();
        var pressing = fleet.PressUntilAsync(Longest, over.Token, Cancellation);
        await PressedAsync(node, gateway);
        await fail(node);
        await gateway.WaitForStateAsync(node.Name, "down", Service, 0, Limit, Cancellation);
        await recover(node);
        await gateway.WaitForStateAsync(node.Name, "Up", Service, ups, Limit, Cancellation);
        await PressedAsync(node, gateway);
        await over.CancelAsync();
        var report = await pressing;

        TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
        Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");
    }

    /// <summary>Returns when phones' presses have gone to the node. Probes of the menu are few, and do not add up to that many in the meantime.</summary>
    private static async Task PressedAsync(SimulatedNode node, GatewayProcess gateway)
    {
        var before = await node.CountRequestsAsync(Menu);
        await Until.TrueAsync(
            async _ => await node.CountRequestsAsync(Menu) - before >= FewPresses,
            Limit, () => $"{node.Name} gets no press\n{gateway.Process.Output}", TimeProvider.System, Cancellation);
    }
}

using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Phones keep pressing while one of three nodes fails and returns: no phone may see it.</summary>
[Collection(nameof(Alone))]
public sealed class FleetTests
{
    private static readonly TimeSpan BeforeFault = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Fault = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pressing = TimeSpan.FromSeconds(6);
    private const string Service = "services-menu";
    private static readonly TimeSpan LogLimit = TimeSpan.FromSeconds(10);

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

        var pressing = fleet.PressAsync(Pressing, Cancellation);
        await Task.Delay(BeforeFault, TimeProvider.System, Cancellation);
        await fail(node);
        await Task.Delay(Fault, TimeProvider.System, Cancellation);
        await recover(node);
        var report = await pressing;

        TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
        Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");

        // Otherwise nothing has happened that a phone could have noticed.
        await gateway.WaitForStateAsync(node.Name, "down", Service, 0, LogLimit, Cancellation);
        await gateway.WaitForStateAsync(node.Name, "Up", Service, ups, LogLimit, Cancellation);
    }
}

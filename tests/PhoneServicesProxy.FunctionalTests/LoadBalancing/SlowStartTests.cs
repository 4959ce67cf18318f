using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.FunctionalTests.LoadBalancing;

public sealed class SlowStartTests
{
    /// <summary>No probe asks for this page.</summary>
    private const string Menu = "/ccmcip/xmldirectory.jsp";

    private const int Presses = 100;

    [Theory]
    [InlineData("00:10:00", 5, 15)]
    [InlineData("00:00:00", 45, 55)]
    public async Task NodeComesBack_GetsAsMuchAsItsSlowStartSays(string slowStart, int least, int most)
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["back", "other"] }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(
            cluster,
            "--ReverseProxy:Clusters:directory:LoadBalancingPolicy=WeightedRoundRobin",
            "--ReverseProxy:Clusters:directory:HealthCheck:Active:Timeout=00:00:10",
            "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false",
            $"--PhoneServices:Health:SlowStart={slowStart}");
        var health = gateway.Get<NodeTable>().Nodes.Single(node => node is { Cluster.ClusterId: "directory", Destination.DestinationId: "back" });
        await Eventually.IsAsync(() => health.State == NodeCondition.Up);
        Assert.InRange(await PressAsync(gateway, cluster["back"]), 45, 55);

        await cluster["back"].SetFaultAsync(NodeFault.Refuse, TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => health.State == NodeCondition.Down);
        Assert.Equal(0, await PressAsync(gateway, cluster["back"]));
        await cluster["back"].SetFaultAsync(NodeFault.None, TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => health.State == NodeCondition.Up);

        // A tenth of its weight beside the whole of the other's is one press of eleven.
        Assert.InRange(await PressAsync(gateway, cluster["back"]), least, most);
    }

    /// <returns>How many of the presses reached the node.</returns>
    private static async Task<long> PressAsync(TestGateway gateway, SimulatedNode node)
    {
        using var phone = new Phone(gateway.Address);
        var before = node.Counters.RequestsFor(Menu);
        for (var press = 0; press < Presses; press++)
        {
            Assert.Equal("CiscoIPPhoneMenu", (await phone.GetAsync(Menu)).Root);
        }

        return node.Counters.RequestsFor(Menu) - before;
    }
}

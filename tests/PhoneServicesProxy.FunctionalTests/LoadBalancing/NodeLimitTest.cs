using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.FunctionalTests.LoadBalancing;

/// <summary>Nodes that are given so many requests and no more.</summary>
public abstract class NodeLimitTest
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected static string QueueTime(string time) => $"--PhoneServices:Queue:Time={time}";

    private protected static Task<SimulatedCluster> StartClusterAsync(params string[] names) =>
        SimulatedCluster.StartAsync(new() { NodeNames = names }, Cancellation);

    private protected static Task<TestGateway> StartAsync(SimulatedCluster cluster, params string[] settings) =>
        TestGateway.StartAsync(cluster, [.. Calm.Settings, .. settings]);

    private protected static async Task SetAllAsync(SimulatedCluster cluster, NodeFault fault)
    {
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(fault, Cancellation);
        }
    }

    /// <summary>A press that occupies the node until its fault ends.</summary>
    private protected static async Task<Task<PhoneAnswer>> HangAsync(SimulatedNode node, Phone phone)
    {
        await node.SetFaultAsync(NodeFault.Hang, Cancellation);
        var press = phone.MenuAsync();
        await Eventually.IsAsync(() => node.Counters.Concurrent == 1);
        return press;
    }

    private protected static NodeHealth HealthOf(TestGateway gateway, string node) =>
        gateway.Get<NodeTable>().Nodes.Single(health => health.Cluster.ClusterId == "services-menu" && health.Destination.DestinationId == node);

    private protected static NodeLoad LoadOf(TestGateway gateway, string node) =>
        gateway.Get<NodeDirectory>().Of(HealthOf(gateway, node).Destination).Load;

    private protected static Task AssertIdleAsync(TestGateway gateway, string node)
    {
        var load = LoadOf(gateway, node);
        return Eventually.IsAsync(() => load is { InFlight: 0, Waiting: 0 });
    }
}

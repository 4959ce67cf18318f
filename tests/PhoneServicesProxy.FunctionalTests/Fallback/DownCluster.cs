using CallManagerSimulator;

namespace PhoneServicesProxy.FunctionalTests.Fallback;

/// <summary>A cluster of which no node answers.</summary>
internal static class DownCluster
{
    public static async Task<SimulatedCluster> StartAsync()
    {
        var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await cluster.SetAllAsync(NodeFault.Refuse);
        return cluster;
    }

    public static Task SetAllAsync(this SimulatedCluster cluster, NodeFault fault) =>
        Task.WhenAll(cluster.Nodes.Select(node => node.SetFaultAsync(fault, TestContext.Current.CancellationToken)));
}

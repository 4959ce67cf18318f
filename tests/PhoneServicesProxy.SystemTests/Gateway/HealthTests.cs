using CallManagerSimulator;

namespace PhoneServicesProxy.SystemTests.Gateway;

public sealed class HealthTests
{
    private const string Service = "services-menu";

    // A node that hangs is promised to be out within 1.5 s, one that returns to be back within 3 s. The rest is for a machine
    // that is busy with other things.
    private static readonly TimeSpan DownLimit = TimeSpan.FromSeconds(1.5 + 5);
    private static readonly TimeSpan UpLimit = TimeSpan.FromSeconds(3 + 5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HangingNode_Probed_IsDownAndBackInTime()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"{node.Address}")), Cancellation);
        var node = cluster.Nodes[1];
        var (downs, ups) = (gateway.CountStates(node.Name, "down", Service), gateway.CountStates(node.Name, "Up", Service));

        await node.SetFaultAsync(NodeFault.Hang, Cancellation);
        var wentDown = await TimeToLogAsync(gateway, node.Name, "down", downs, DownLimit);
        await node.SetFaultAsync(NodeFault.None, Cancellation);
        var cameBack = await TimeToLogAsync(gateway, node.Name, "Up", ups, UpLimit);

        TestContext.Current.TestOutputHelper?.WriteLine($"down after {wentDown}, back after {cameBack}");
    }

    private static async Task<TimeSpan> TimeToLogAsync(GatewayProcess gateway, string node, string state, int times, TimeSpan limit)
    {
        var start = TimeProvider.System.GetTimestamp();
        await gateway.WaitForStateAsync(node, state, Service, times, limit, Cancellation);
        return TimeProvider.System.GetElapsedTime(start);
    }
}

using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.Benchmarks;

/// <summary>
/// Starts three nodes and has them, and the load generator, compiled: their first presses must not count against the
/// proxy that happens to be measured first.
/// </summary>
internal static class WarmCluster
{
    public static async Task<SimulatedCluster> StartAsync(TimeProvider time, CancellationToken cancellation, int users = 2000, int maxLogins = 0)
    {
        var cluster = await SimulatedCluster.StartAsync(3, time, users: users, maxLogins: maxLogins);
        try
        {
            var reports = await Task.WhenAll(cluster.Nodes.Select(
                node => new PhoneFleet(new FleetOptions { Target = node.Endpoint }, time).PressAsync(WarmUp.Duration, cancellation)));
            return reports.All(report => report.Presses[^1] is { Bad: false })
                ? cluster
                : throw new InvalidOperationException($"A healthy node answers badly: {string.Join("; ", reports.Select(report => $"{report}"))}");
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }
}

using System.Diagnostics;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.FunctionalTests.Health;

public sealed class IdleGatewayTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Probes_NobodyPressesWithShippedSettings_NodeIsAskedAtMostFourTimesASecond()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { RecordRequests = true }, TestContext.Current.CancellationToken);
        var node = cluster[cluster.ActiveManagerAssistant];
        await using var gateway = await TestGateway.StartAsync([(node.Name, node.Address)]);
        var services = gateway.Get<IProxyStateLookup>();

        // A service that is not up yet is asked faster.
        await Eventually.IsAsync(() => services.GetClusters().All(service =>
            service.Model.Config.HealthCheck?.Active?.Enabled != true || service.Destinations[node.Name].Health.Active == DestinationHealth.Healthy));
        cluster.ResetCounters();
        var began = Stopwatch.StartNew();
        await Eventually.IsAsync(() => began.Elapsed >= Window);

        var (asked, seconds) = (node.ReceivedRequests, began.Elapsed.TotalSeconds);
        Assert.InRange(asked.Count, seconds, (4 * seconds) + 1);
        Assert.InRange(asked.Count(head => head.Contains("/emapp/", StringComparison.Ordinal)), 1, (seconds / 2) + 1);
    }
}

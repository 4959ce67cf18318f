using System.Diagnostics.Metrics;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Fallback;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.IdlePages;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>What is counted of pages that are kept.</summary>
public sealed class CacheMetricsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IdlePage_FirstPhoneMissesSecondHits()
    {
        await using var node = await IdleNode.StartAsync();
        await using var gateway = await TestGateway.StartAsync([("node0", node.Address)], Calm.Settings.ToArray());
        using var lookups = Collect(gateway);

        await IdlePhone.AskAsync(gateway, IdlePhone.Request());
        await IdlePhone.AskAsync(gateway, IdlePhone.Request());

        await AreAsync(lookups, "idle miss", "idle hit");
    }

    [Fact]
    public async Task LastGoodPage_NoNodeAnswers_KnownPhoneHitsAndUnknownMisses()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Calm.Settings.ToArray());
        using var lookups = Collect(gateway);
        using var known = new Phone(gateway.Address, "SEP001122334455");
        using var unknown = new Phone(gateway.Address, "SEP001122334456");
        await known.MenuAsync();
        await KeptPages.AreAsync(gateway, 1);
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Refuse, Cancellation);
        }

        await known.MenuAsync();
        await unknown.MenuAsync();

        await AreAsync(lookups, "last_good hit", "last_good miss");
    }

    private static MetricCollector<long> Collect(TestGateway gateway) =>
        new(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.cache.lookups");

    private static async Task AreAsync(MetricCollector<long> lookups, params string[] expected)
    {
        await lookups.WaitForMeasurementsAsync(expected.Length, Cancellation).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        Assert.Equal(expected, lookups.GetMeasurementSnapshot().Select(lookup => $"{lookup.Tags["cache"]} {lookup.Tags["result"]}"));
    }
}

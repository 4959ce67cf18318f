using CallManagerSimulator;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>The shipped alerts while users do notice.</summary>
public sealed class AlertTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AllNodesRefuse_WhoIsOnCallIsWoken()
    {
        await using var site = await MonitoredSite.StartAsync(Cancellation);
        await FiresAsync(site, "PhoneServicesSetup", "node=\"untrusted\", number=\"28\"");

        await site.BreakAllAsync(NodeFault.Refuse, Cancellation);

        await FiresAsync(site, "PhoneServicesNoNode", "service=\"services-menu\", severity=\"critical\"");
        await FiresAsync(site, "PhoneServicesNodeDown", "service=\"services-menu\", node=\"sound\"");
        await FiresAsync(site, "PhoneServicesErrorPages", "service=\"idle\", severity=\"critical\"");
        await FiresAsync(site, "PhoneServicesStalePages", "service=\"services-menu\"");
    }

    private static Task FiresAsync(MonitoredSite site, string alert, string labels) => Until.TrueAsync(
        async token => (await site.Prometheus.QueryAsync($"ALERTS{{alertname=\"{alert}\", alertstate=\"firing\", {labels}}}", token)).Count > 0,
        Limit, () => $"{alert} does not fire for {labels}\n{site.Log}", TimeProvider.System, Cancellation);
}

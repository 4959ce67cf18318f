using System.Net;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Tests.Health;

public sealed class ProbeMetricsTests
{
    [Theory]
    [InlineData(HttpStatusCode.OK, "ok", "none")]
    [InlineData(HttpStatusCode.InternalServerError, "failed", "bad_status")]
    public async Task Probed_Result_IsTagged(HttpStatusCode status, string outcome, string reason)
    {
        await using var fixture = new ProbingFixture { Answer = (_, _) => Task.FromResult(status) };
        using var probes = new MetricCollector<double>(fixture.Meters, GatewayMeter.Name, "phone_services.probe.duration");
        fixture.AddCluster("em", true, ("a", "http://a/"));

        fixture.Start();

        var probe = Assert.Single(probes.GetMeasurementSnapshot());
        Assert.True(probe.MatchesTags(
            new KeyValuePair<string, object?>("service", "em"), new("node", "a"), new("outcome", outcome), new("reason", reason)));
    }
}

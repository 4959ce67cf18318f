using System.Diagnostics;
using System.Diagnostics.Metrics;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Health;

internal sealed class ProbeMetrics(IMeterFactory meters) : IFeatureMetrics
{
    private readonly Histogram<double> _duration = meters.CreateGatewayMeter().CreateDurations("phone_services.probe.duration", "The duration of probes, by result.");

    /// <summary>Records a probe that was answered or timed out.</summary>
    public void Probed(NodeHealth node, TimeSpan duration, AttemptFailure failure)
    {
        if (_duration.Enabled)
        {
            var tags = new TagList
            {
                { "service", node.Cluster.ClusterId },
                { "node", node.Destination.DestinationId },
                { "outcome", failure == AttemptFailure.None ? "ok" : "failed" },
                { "reason", TagName.Of(failure) },
            };
            _duration.Record(duration.TotalSeconds, tags);
        }
    }
}

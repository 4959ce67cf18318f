using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Configuration;

internal sealed class ConfigurationMetrics(IMeterFactory meters) : IFeatureMetrics
{
    private readonly Counter<long> _reloads = meters.CreateGatewayMeter().CreateCounter<long>(
        "phone_services.configuration.reloads", "{reload}", "Changed configurations, by whether they were accepted.");

    public void Begin(IReadOnlyCollection<string> services)
    {
        Add(0, accepted: true);
        Add(0, accepted: false);
    }

    /// <summary>Counts a changed configuration that was applied or rejected.</summary>
    public void Reloaded(bool accepted) => Add(1, accepted);

    private void Add(int count, bool accepted) => _reloads.Add(count, new KeyValuePair<string, object?>("outcome", accepted ? "accepted" : "rejected"));
}

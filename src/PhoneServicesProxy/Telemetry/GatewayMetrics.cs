using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace PhoneServicesProxy.Telemetry;

/// <summary>The gateway's own metrics. Tags name service, node and outcome; never a device, a user, or anything else of a request.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "PhoneServicesProxy";

    private readonly Counter<long> _alarms;
    private readonly Counter<long> _stalePages;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _alarms = meter.CreateCounter<long>(
            "phone_services.alarms", "{page}", "Pages by which a node says that CallManager is not set up for the gateway.");
        _stalePages = meter.CreateCounter<long>(
            "phone_services.stale_pages", "{page}", "Last good pages that phones were shown because no node could answer.");
    }

    /// <summary>A node answered with a number that asks the administrator to change something.</summary>
    public void AlarmRaised(string service, string node, int number)
    {
        if (!_alarms.Enabled)
        {
            return;
        }

        var tags = new TagList
        {
            { "service", service },
            { "node", node },
            { "number", number.ToString(CultureInfo.InvariantCulture) },
        };
        _alarms.Add(1, tags);
    }

    /// <summary>A phone was shown its last good page.</summary>
    public void StalePageServed(string service)
    {
        if (_stalePages.Enabled)
        {
            _stalePages.Add(1, new KeyValuePair<string, object?>("service", service));
        }
    }
}

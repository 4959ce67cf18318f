using System.Diagnostics;
using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Failover;

/// <summary>Counts and times presses by outcome.</summary>
internal sealed class PressMetrics : IFeatureMetrics
{
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _timeLost;

    public PressMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateGatewayMeter();
        _requests = meter.CreateCounter<long>("phone_services.requests", "{request}", "Key presses, by what the phone saw.");
        _duration = meter.CreateDurations("phone_services.request.duration", "How long phones waited.");
        _timeLost = meter.CreateDurations("phone_services.request.time_lost", "How much longer phones waited because another node had to be asked.");
    }

    /// <summary>True if something listens to these metrics.</summary>
    public bool Enabled => _requests.Enabled || _duration.Enabled || _timeLost.Enabled;

    /// <summary>The name in metrics and traces. All ways to refuse a press have the same name there.</summary>
    public static string NameOf(PressOutcome outcome) =>
        TagName.Of(outcome is PressOutcome.Busy or PressOutcome.NotLetIn ? PressOutcome.Refused : outcome);

    public void Begin(IReadOnlyCollection<string> services)
    {
        foreach (var service in services.Append(GatewayMeter.NoService))
        {
            foreach (var outcome in Enum.GetValues<PressOutcome>().DistinctBy(NameOf))
            {
                _requests.Add(0, new("service", service), new("outcome", NameOf(outcome)));
            }
        }
    }

    /// <summary>Counts and times a press that has ended.</summary>
    /// <param name="service">The service; <c>none</c> if no route matched.</param>
    /// <param name="outcome">The page that the phone saw.</param>
    /// <param name="duration">The time that the phone waited.</param>
    /// <param name="lost">The part of it spent before the attempt that won; null if the first attempt won.</param>
    public void Ended(string service, PressOutcome outcome, TimeSpan duration, TimeSpan? lost)
    {
        var tags = new TagList { { "service", service }, { "outcome", NameOf(outcome) } };
        if (lost is { } time)
        {
            _timeLost.Record(time.TotalSeconds, tags);
        }

        _requests.Add(1, tags);
        _duration.Record(duration.TotalSeconds, tags);
    }
}

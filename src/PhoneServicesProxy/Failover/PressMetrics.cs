using System.Diagnostics;
using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Failover;

/// <summary>Counts and times presses, by what the phone saw.</summary>
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
        _timeLost = meter.CreateDurations("phone_services.request.time_lost", "How much of that went by before the attempt that won, where it was not the first.");
    }

    /// <summary>Whether somebody wants to know about requests.</summary>
    public bool Enabled => _requests.Enabled || _duration.Enabled || _timeLost.Enabled;

    /// <summary>As metrics and traces name it: what was refused in one of several ways is refused.</summary>
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

    /// <summary>A press has come to its end.</summary>
    /// <param name="service">The service; <c>none</c> where no route matched.</param>
    /// <param name="outcome">What the phone saw.</param>
    /// <param name="duration">For how long it waited.</param>
    /// <param name="lost">How long other attempts than the one that won took of this; null where that one was the first.</param>
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

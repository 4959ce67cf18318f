using System.Diagnostics.Metrics;
using System.Globalization;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Failover;

/// <summary>Counts and times requests to nodes. Counts alarms and faults of applications.</summary>
internal sealed class AttemptMetrics : IFeatureMetrics
{
    private static readonly AttemptFailure[] CommonFaults = [AttemptFailure.BadStatus, AttemptFailure.BadPage, AttemptFailure.IllFormedPage];

    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _alarms;
    private readonly Counter<long> _applicationFaults;

    public AttemptMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateGatewayMeter();
        _attempts = meter.CreateCounter<long>("phone_services.attempts", "{attempt}", "Requests to nodes, probes not counted.");
        _duration = meter.CreateDurations("phone_services.attempt.duration", "How long attempts took, including those that another attempt beat.");
        _alarms = meter.CreateCounter<long>(
            "phone_services.alarms", "{page}", "Pages by which a node says that CallManager is not set up for the gateway.");
        _applicationFaults = meter.CreateCounter<long>(
            "phone_services.application_faults", "{request}", "Presses to which all nodes gave the same wrong answer, by what was wrong. No node is taken out.");
    }

    /// <summary>The faults that applications have most often begin at 0, so an alert sees the first one.</summary>
    public void Begin(IReadOnlyCollection<string> services)
    {
        foreach (var service in services)
        {
            Array.ForEach(CommonFaults, failure => CountFault(0, service, failure));
        }
    }

    /// <summary>True if something listens to these metrics.</summary>
    public bool Enabled => _attempts.Enabled || _duration.Enabled;

    public static string OutcomeOf(Attempt attempt) => attempt.Cancelled ? "cancelled" : attempt.Won ? "ok" : "failed";

    /// <summary>Counts and times an attempt that has ended.</summary>
    public void Ended(string service, AttemptKind kind, Attempt attempt)
    {
        KeyValuePair<string, object?> inService = new("service", service);
        KeyValuePair<string, object?> atNode = new("node", attempt.Node.DestinationId);
        KeyValuePair<string, object?> outcome = new("outcome", OutcomeOf(attempt));
        _duration.Record(attempt.Duration.TotalSeconds, inService, atNode, outcome);
        _attempts.Add(1, [inService, atNode, new("kind", TagName.Of(kind)), outcome, new("reason", TagName.Of(attempt.Failure))]);
    }

    /// <summary>Counts a page with a number that asks the administrator to change something.</summary>
    public void AlarmRaised(string service, string node, int number) =>
        _alarms.Add(1, new("service", service), new("node", node), new("number", number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Counts a press that got the same wrong answer from all nodes it asked.</summary>
    public void ApplicationFault(string service, AttemptFailure failure) => CountFault(1, service, failure);

    private void CountFault(int count, string service, AttemptFailure failure) =>
        _applicationFaults.Add(count, new("service", service), new("reason", TagName.Of(failure)));
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Telemetry;

/// <summary>
/// What the gateway counts and times. Tags name service, node, outcome and reason; never a device, a user, or anything else of
/// a request.
/// </summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "PhoneServicesProxy";

    /// <summary>In the place of a service where no route matched.</summary>
    public const string NoService = "none";

    /// <summary>Why a connection was refused: there were as many as there may be, or as many of this client.</summary>
    public const string AllConnections = "total";

    /// <inheritdoc cref="AllConnections"/>
    public const string ConnectionsOfClient = "client";

    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _requestDuration;
    private readonly Histogram<double> _timeLost;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _attemptDuration;
    private readonly Histogram<double> _probeDuration;
    private readonly Counter<long> _alarms;
    private readonly Counter<long> _applicationFaults;
    private readonly Counter<long> _reloads;
    private readonly Counter<long> _cacheLookups;
    private readonly Counter<long> _discoveryLookups;
    private readonly Counter<long> _connectionsRefused;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("phone_services.requests", "{request}", "Key presses, by what the phone saw.");
        _requestDuration = Histogram("phone_services.request.duration", "How long phones waited.");
        _timeLost = Histogram("phone_services.request.time_lost", "How much of that went by before the attempt that won, where it was not the first.");
        _refusals = meter.CreateCounter<long>("phone_services.refusals", "{request}", "Requests that were refused, by why.");
        _attempts = meter.CreateCounter<long>("phone_services.attempts", "{attempt}", "Requests to nodes, probes not counted.");
        _attemptDuration = Histogram("phone_services.attempt.duration", "How long attempts took, those that another one won included.");
        _probeDuration = Histogram("phone_services.probe.duration", "How long probes took, by their result.");
        _alarms = meter.CreateCounter<long>(
            "phone_services.alarms", "{page}", "Pages by which a node says that CallManager is not set up for the gateway.");
        _applicationFaults = meter.CreateCounter<long>(
            "phone_services.application_faults", "{request}", "Presses that all nodes answered equally wrongly, by what was wrong. No node is at fault.");
        _reloads = meter.CreateCounter<long>("phone_services.configuration.reloads", "{reload}", "Changed configurations, by whether they were taken over.");
        _cacheLookups = meter.CreateCounter<long>("phone_services.cache.lookups", "{lookup}", "Searches for a page that is kept, by whether there was one.");
        _discoveryLookups = meter.CreateCounter<long>("phone_services.discovery.lookups", "{lookup}", "Names looked up for their nodes, by what came of it.");
        _connectionsRefused = meter.CreateCounter<long>("phone_services.connections.refused", "{connection}", "Connections of phones that were closed because there were too many.");

        Histogram<double> Histogram(string name, string description) => meter.CreateHistogram(name, "s", description, tags: null, Buckets);
    }

    /// <summary>Whether somebody wants to know about requests.</summary>
    public bool MeasuresRequests => _requests.Enabled || _requestDuration.Enabled || _timeLost.Enabled;

    /// <summary>Whether somebody wants to know about attempts.</summary>
    public bool MeasuresAttempts => _attempts.Enabled || _attemptDuration.Enabled;

    /// <summary>Has counters begin at 0: two readings of one that begins with its first event do not differ.</summary>
    public void Begin(IEnumerable<string> services)
    {
        foreach (var service in services.Append(NoService))
        {
            foreach (var outcome in Enum.GetValues<PressOutcome>().DistinctBy(TagValues.Of))
            {
                _requests.Add(0, new("service", service), new("outcome", TagValues.Of(outcome)));
            }
        }

        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            _refusals.Add(0, new KeyValuePair<string, object?>("reason", TagValues.Of(reason)));
        }

        ConnectionsRefused(0, AllConnections);
        ConnectionsRefused(0, ConnectionsOfClient);
        foreach (var yes in new[] { true, false })
        {
            _reloads.Add(0, Reload(yes));
            _cacheLookups.Add(0, new("cache", TagValues.LastGoodPages), Result(yes));
            _cacheLookups.Add(0, new("cache", TagValues.IdlePages), Result(yes));
        }
    }

    /// <summary>A press has come to its end.</summary>
    /// <param name="service">The service; <c>none</c> where no route matched.</param>
    /// <param name="outcome">What the phone saw.</param>
    /// <param name="duration">For how long it waited.</param>
    /// <param name="lost">How long other attempts than the one that won took of this; null where that one was the first.</param>
    public void RequestEnded(string service, PressOutcome outcome, TimeSpan duration, TimeSpan? lost)
    {
        var tags = new TagList { { "service", service }, { "outcome", TagValues.Of(outcome) } };
        if (lost is { } time)
        {
            _timeLost.Record(time.TotalSeconds, tags);
        }

        _requests.Add(1, tags);
        _requestDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A request was refused.</summary>
    public void Refused(RefusalReason reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", TagValues.Of(reason)));

    /// <summary>An attempt at a node has come to its end.</summary>
    public void AttemptEnded(string service, AttemptKind kind, Attempt attempt)
    {
        KeyValuePair<string, object?> inService = new("service", service);
        KeyValuePair<string, object?> atNode = new("node", attempt.Node.DestinationId);
        KeyValuePair<string, object?> outcome = new("outcome", TagValues.OutcomeOf(attempt));
        _attemptDuration.Record(attempt.Duration.TotalSeconds, inService, atNode, outcome);
        _attempts.Add(1, [inService, atNode, new("kind", TagValues.Of(kind)), outcome, new("reason", TagValues.Of(attempt.Failure))]);
    }

    /// <summary>A probe was answered, or was not in time.</summary>
    public void Probed(NodeHealth node, TimeSpan duration, AttemptFailure failure)
    {
        if (_probeDuration.Enabled)
        {
            var tags = new TagList
            {
                { "service", node.Cluster.ClusterId },
                { "node", node.Destination.DestinationId },
                { "outcome", failure == AttemptFailure.None ? "ok" : "failed" },
                { "reason", TagValues.Of(failure) },
            };
            _probeDuration.Record(duration.TotalSeconds, tags);
        }
    }

    /// <summary>A node answered with a number that asks the administrator to change something.</summary>
    public void AlarmRaised(string service, string node, int number)
    {
        if (_alarms.Enabled)
        {
            var tags = new TagList { { "service", service }, { "node", node }, { "number", number.ToString(CultureInfo.InvariantCulture) } };
            _alarms.Add(1, tags);
        }
    }

    /// <summary>All nodes that a press asked answered equally wrongly.</summary>
    public void ApplicationFault(string service, AttemptFailure failure)
    {
        if (_applicationFaults.Enabled)
        {
            _applicationFaults.Add(1, new("service", service), new("reason", TagValues.Of(failure)));
        }
    }

    /// <summary>A name was looked up for its nodes.</summary>
    public void LookedUp(string name, LookupFailure failure)
    {
        if (_discoveryLookups.Enabled)
        {
            var tags = new TagList { { "name", name }, { "outcome", failure == LookupFailure.None ? "ok" : "failed" }, { "reason", TagValues.Of(failure) } };
            _discoveryLookups.Add(1, tags);
        }
    }

    /// <summary>A changed configuration was taken over, or was wrong.</summary>
    public void ConfigurationReloaded(bool accepted) => _reloads.Add(1, Reload(accepted));

    /// <summary>A page was looked for in one of the caches.</summary>
    public void CacheLookedUp(string cache, bool found) => _cacheLookups.Add(1, new("cache", cache), Result(found));

    /// <summary>A connection was closed at once, because of a limit.</summary>
    public void ConnectionRefused(string reason) => ConnectionsRefused(1, reason);

    private void ConnectionsRefused(int count, string reason) => _connectionsRefused.Add(count, new KeyValuePair<string, object?>("reason", reason));

    private static KeyValuePair<string, object?> Reload(bool accepted) => new("outcome", accepted ? "accepted" : "rejected");

    private static KeyValuePair<string, object?> Result(bool found) => new("result", found ? "hit" : "miss");
}

using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Management.Events;

/// <summary>Reports the effect of a node's outage on users: shortly after it went down in a service, and again when it is back.</summary>
internal sealed partial class OutageReporter(
    EventLog events, PressHistory history, NodeTable nodes, CommonFaults faults, Func<HealthOptions> options, TimeProvider time, ILogger<OutageReporter> logger)
{
    /// <summary>By then, presses that met the fault have another node's page, and the node is down in all services that the fault concerns.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly Dictionary<string, Outage> _outages = new(StringComparer.OrdinalIgnoreCase);
    private (string State, DateTimeOffset At) _toldOfAll;

    public void OnNode(NodeStateChange change)
    {
        lock (_gate)
        {
            if (change is { State: NodeCondition.Down, Standby: false })
            {
                if (!OutageOf(change).WentDown(change.Cluster))
                {
                    return;
                }
            }
            else if (change.State == NodeCondition.Unknown || change.Standby)
            {
                // An unprobed node that may be tried again is not known to be back. A standby node is not back either.
                Forget(change);
                return;
            }
            else if (_outages.GetValueOrDefault(change.Destination)?.CameBack(change.Cluster) is not true)
            {
                return;
            }

            var outage = _outages[change.Destination];
            outage.ReportTimer ??= time.CreateTimer(_ => Report(change.Destination, outage), null, Delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Forget(NodeStateChange change)
    {
        if (_outages.GetValueOrDefault(change.Destination) is { } outage && outage.CameBack(change.Cluster) && outage.Down.Count == 0)
        {
            outage.ReportTimer?.Dispose();
            _outages.Remove(change.Destination);
        }
    }

    private Outage OutageOf(NodeStateChange change)
    {
        if (!_outages.TryGetValue(change.Destination, out var outage))
        {
            // Before the start there were no presses.
            var began = change.At - options().Passive.Window;
            _outages[change.Destination] = outage = new(history, began < _started ? _started : began);
        }

        return outage;
    }

    private void Report(string node, Outage outage)
    {
        bool isOver, isOfAll;
        string state, users;
        long lost;
        lock (_gate)
        {
            outage.ReportTimer?.Dispose();
            outage.ReportTimer = null;
            if (_outages.GetValueOrDefault(node) != outage)
            {
                return;
            }

            if (outage.Down.Any(service => faults.MayBecomeCommon(service, node)))
            {
                outage.ReportTimer = time.CreateTimer(_ => Report(node, outage), null, Delay, Timeout.InfiniteTimeSpan);
                return;
            }

            isOver = outage.Down.Count == 0 && _outages.Remove(node);
            if (IsSaidElsewhere(node, outage))
            {
                return;
            }

            outage.IsReported = true;
            var counts = UsersReporter.CountsOf(outage.Sum());
            lost = counts.Lost;
            isOfAll = outage.IsOfAll && !isOver && outage.Down.All(service => faults.ExplanationOf(service, node) is not null);
            state = isOver ? IsInMaintenance(node) ? "up again, but still in maintenance" : "back" : $"down for {Name(outage.Down, Plural.Of(outage.Down.Count, "service"))}";
            if (isOfAll && IsReportedOfAll(state))
            {
                return;
            }

            users = UsersReporter.InWords(counts, $"for {Name(outage.Concerned, "the services concerned")} in the last {ReportText.Of(time.GetUtcNow() - outage.Began)}");
        }

        if (isOfAll)
        {
            LogUsersOfAll(state, users);
            events.Add(GatewayEventKind.Users, $"All nodes that answer are {state}. {users}");
            return;
        }

        LogUsers(isOver && lost == 0 ? LogLevel.Information : LogLevel.Warning, node, state, users);
        events.Add(GatewayEventKind.Users, $"{node} is {state}. {users}", node);
    }

    /// <summary>All nodes that share a fault have their own outage, and these change together.</summary>
    private bool IsReportedOfAll(string state)
    {
        var (before, at) = _toldOfAll;
        var now = time.GetUtcNow();
        _toldOfAll = (state, now);
        return before == state && now - at < Delay;
    }

    /// <summary>A shared fault is reported once for all nodes. It is not reported at all if phones get the nodes' answers.</summary>
    private bool IsSaidElsewhere(string node, Outage outage)
    {
        CommonFault?[] common = [.. outage.Concerned.Select(service => faults.ExplanationOf(service, node))];
        if (common.All(fault => fault is not null) && !outage.IsReported)
        {
            outage.IsOfAll = true;
            return common.All(fault => fault!.IsServed)
                || _outages.Values.Any(other => other != outage && other is { IsOfAll: true, IsReported: true } && outage.Down.All(other.Down.Contains));
        }

        return outage is { IsOfAll: true, IsReported: false, Down.Count: 0 };
    }

    private bool IsInMaintenance(string node) =>
        nodes.Nodes.Any(one => one.Destination.DestinationId.Equals(node, StringComparison.OrdinalIgnoreCase) && nodes.IsInMaintenance(one));

    private static string Name(IReadOnlyCollection<string> services, string several) => services.Count == 1 ? services.First() : several;

    [LoggerMessage(EventId = 1, Message = "Node {Destination} is {State}. {Users}")]
    private partial void LogUsers(LogLevel level, string destination, string state, string users);

    [LoggerMessage(2, LogLevel.Warning, "All nodes that answer are {State}. {Users}", EventName = "UsersOfAllNodes")]
    private partial void LogUsersOfAll(string state, string users);
}

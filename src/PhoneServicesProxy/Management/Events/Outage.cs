using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Management.Events;

/// <summary>The outage of one node, over all services concerned, and what users saw of these services.</summary>
/// <param name="history">The outcomes of presses.</param>
/// <param name="began">The start. It includes the presses that failed before the node was taken out.</param>
internal sealed class Outage(PressHistory history, DateTimeOffset began)
{
    private readonly Dictionary<string, OutcomeCounts> _before = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _down = new(StringComparer.OrdinalIgnoreCase);

    public DateTimeOffset Began => began;

    /// <summary>The services for which the node is down now.</summary>
    public IReadOnlyCollection<string> Down => _down;

    /// <summary>All services for which it was down during this outage.</summary>
    public IReadOnlyCollection<string> Concerned => _before.Keys;

    /// <summary>True if it was reported.</summary>
    public bool IsReported { get; set; }

    /// <summary>True if all nodes share it. Then one of them reports it for all.</summary>
    public bool IsOfAll { get; set; }

    /// <summary>Runs until the next report is due.</summary>
    public ITimer? ReportTimer { get; set; }

    /// <returns>False if this was known.</returns>
    public bool WentDown(string service)
    {
        _before.TryAdd(service, history.Before(service, began.ToUnixTimeSeconds()));
        return _down.Add(service);
    }

    public bool CameBack(string service) => _down.Remove(service);

    public OutcomeCounts Sum() =>
        _before.Aggregate(OutcomeCounts.None, (sum, service) => sum + history.Before(service.Key, history.Now + 1) - service.Value);
}

using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Management.Events;

/// <summary>A node is down, or was until a moment ago, in some services: what users saw of these.</summary>
/// <param name="history">What phones saw.</param>
/// <param name="began">Since when; presses that met the trouble before the node was taken out are among them.</param>
internal sealed class Outage(PressHistory history, DateTimeOffset began)
{
    private readonly Dictionary<string, OutcomeCounts> _before = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _down = new(StringComparer.OrdinalIgnoreCase);

    public DateTimeOffset Began => began;

    /// <summary>The services that the node is down for at the moment.</summary>
    public IReadOnlyCollection<string> Down => _down;

    /// <summary>Those that it has been down for, too.</summary>
    public IReadOnlyCollection<string> Concerned => _before.Keys;

    /// <summary>Whether it has been told.</summary>
    public bool IsTold { get; set; }

    /// <summary>Whether all nodes have it in common; one of them tells it for all.</summary>
    public bool IsOfAll { get; set; }

    /// <summary>Runs until what has changed is told.</summary>
    public ITimer? ReportTimer { get; set; }

    /// <returns>False where that was known.</returns>
    public bool WentDown(string service)
    {
        _before.TryAdd(service, history.Before(service, began.ToUnixTimeSeconds()));
        return _down.Add(service);
    }

    public bool CameBack(string service) => _down.Remove(service);

    public OutcomeCounts Sum() =>
        _before.Aggregate(OutcomeCounts.None, (sum, service) => sum + history.Before(service.Key, history.Now + 1) - service.Value);
}

using System.Collections.Concurrent;

namespace PhoneServicesProxy.Failover;

/// <summary>Outcomes of the last minutes, by service and second, for the status page and the command line.</summary>
internal sealed class PressHistory(TimeProvider time)
{
    /// <summary>The number of seconds that are kept.</summary>
    public const int Seconds = 300;

    private readonly ConcurrentDictionary<string, ServiceHistory> _services = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The current second, which is not over yet, in seconds since 1970.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public IEnumerable<KeyValuePair<string, ServiceHistory>> Services => _services;

    public void Add(string service, PressOutcome outcome) =>
        _services.GetOrAdd(service, static _ => new ServiceHistory()).Add(Now, outcome);

    /// <summary>The sum from the start of the gateway until this second. Seconds that are no longer kept always count.</summary>
    public OutcomeCounts Before(string service, long second) =>
        _services.TryGetValue(service, out var history) ? history.Before(second) : OutcomeCounts.None;

    /// <summary>The sum from one second to another, both included, of one service or of all.</summary>
    public OutcomeCounts Sum(long from, long to, string? service = null)
    {
        var sum = OutcomeCounts.None;
        foreach (var (name, history) in _services)
        {
            if (service is null || service.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                sum += history.Sum(from, to);
            }
        }

        return sum;
    }
}

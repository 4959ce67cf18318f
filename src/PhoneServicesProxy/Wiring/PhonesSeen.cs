using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PhoneServicesProxy.Wiring;

/// <summary>How many phones each service has seen in a day and in a week: counted, never listed. It is forgotten with a stop of the gateway.</summary>
internal sealed class PhonesSeen(TimeProvider time)
{
    /// <summary>All are looked at for a count, and metrics may be asked for each second.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, PhoneSet> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly long _salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly Lock _gate = new();
    private (long At, IReadOnlyList<(string Service, PhoneCounts Phones)> Counts)? _last;

    /// <summary>Since when they are counted.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    private int Hour => (int)(time.GetUtcNow().ToUnixTimeSeconds() / 3600);

    public void Add(string service, HttpContext context) => _services.GetOrAdd(service, static _ => new()).Add(PhoneHash.Of(context, _salt), Hour);

    /// <summary>By service; at most ten seconds old.</summary>
    public IReadOnlyList<(string Service, PhoneCounts Phones)> Count()
    {
        lock (_gate)
        {
            if (_last is { } last && time.GetElapsedTime(last.At) < Fresh)
            {
                return last.Counts;
            }

            var counts = _services.OrderBy(service => service.Key, StringComparer.Ordinal).Select(service => (service.Key, service.Value.Count(Hour))).ToArray();
            _last = (time.GetTimestamp(), counts);
            return counts;
        }
    }
}

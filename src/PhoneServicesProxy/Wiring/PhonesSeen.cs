using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PhoneServicesProxy.Wiring;

/// <summary>
/// The number of phones that each service has seen in a day and in a week. No list is kept, and the counts are lost when the gateway stops.
/// </summary>
internal sealed class PhonesSeen(TimeProvider time)
{
    /// <summary>The age at which a count is repeated. A count reads all phones, and metrics may be read each second.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, PhoneSet> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly long _salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly Lock _gate = new();
    private (long At, IReadOnlyList<(string Service, PhoneCounts Phones)> Counts)? _last;

    /// <summary>The start of the count.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    private int Hour => (int)(time.GetUtcNow().ToUnixTimeSeconds() / 3600);

    public void Add(string service, HttpContext context) => _services.GetOrAdd(service, static _ => new()).Add(PhoneHash.Of(context, _salt), Hour);

    /// <summary>The counts by service, at most ten seconds old.</summary>
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

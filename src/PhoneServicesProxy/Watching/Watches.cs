using System.Collections.Immutable;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Watching;

/// <summary>The watched phones. While there are none, a press only reads one field.</summary>
internal sealed class Watches(TimeProvider time) : IDisposable
{
    /// <summary>The most watches at once.</summary>
    public const int Most = 10;

    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);

    /// <summary>A finished watch is kept for this time, so a client that polls gets the last presses.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _wall = ProcessTime.RealOf(time);
    private readonly Lock _gate = new();
    private volatile Watch[]? _running;
    private volatile ImmutableList<Watch> _known = [];

    /// <summary>Raised when a watch has begun.</summary>
    public event Action<Watch>? Started;

    /// <summary>Raised when a watch has ended, with the reason.</summary>
    public event Action<Watch, string>? Ended;

    /// <summary>The watches whose time is not up.</summary>
    public IReadOnlyList<Watch> Running => _running ?? [];

    public Watch? Find(string id) => _known.Find(watch => watch.Id == id);

    /// <returns>Null if there are too many watches.</returns>
    public Watch? Start(string device, TimeSpan lasting, string by)
    {
        var watch = new Watch(device, by, _wall.GetUtcNow(), lasting);
        lock (_gate)
        {
            if (Running.Count == Most)
            {
                return null;
            }

            Change(_known.Add(watch));
            watch.Clock = _wall.CreateTimer(_ => TimeIsUp(watch), null, lasting, Timeout.InfiniteTimeSpan);
        }

        Started?.Invoke(watch);
        return watch;
    }

    /// <summary>Ends a watch before its time, and forgets it.</summary>
    /// <returns>False if there is no such watch.</returns>
    public bool End(string id, string by)
    {
        lock (_gate)
        {
            if (Find(id) is not { } watch || !Forget(watch))
            {
                return false;
            }

            if (watch.IsOver)
            {
                return true;
            }

            watch.IsOver = true;
            Ended?.Invoke(watch, $"ended by {by}");
            return true;
        }
    }

    /// <summary>Begins to observe a new press; null while nobody watches.</summary>
    public WatchedPress? Begin(HttpContext context) => _running is { } watches ? WatchedPress.Of(context, watches, _wall) : null;

    public void Dispose() => _known.ForEach(watch => watch.Clock?.Dispose());

    private void TimeIsUp(Watch watch)
    {
        lock (_gate)
        {
            if (watch.IsOver)
            {
                Forget(watch);
                return;
            }

            watch.IsOver = true;
            Change(_known);
            watch.Clock?.Change(Rest, Timeout.InfiniteTimeSpan);
        }

        Ended?.Invoke(watch, "the time is up");
    }

    private bool Forget(Watch watch)
    {
        watch.Clock?.Dispose();
        var wasKnown = _known.Contains(watch);
        Change(_known.Remove(watch));
        return wasKnown;
    }

    private void Change(ImmutableList<Watch> known)
    {
        _known = known;
        Watch[] running = [.. known.Where(watch => !watch.IsOver)];
        _running = running.Length == 0 ? null : running;
    }
}

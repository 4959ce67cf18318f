using System.Collections.Immutable;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// Which nodes have just come back into a service, and what share of their weight they have so far: it grows linearly, as
/// HAProxy's <c>slowstart</c>.
/// </summary>
/// <param name="duration">How long it takes; zero for no slow start.</param>
/// <param name="time">The clock.</param>
internal sealed class SlowStart(Func<TimeSpan> duration, TimeProvider time)
{
    /// <summary>The share at the beginning: a node that gets nothing never warms up.</summary>
    private const double First = 0.1;

    private readonly Lock _gate = new();

    // Null while no node starts, which is nearly always: a pick then looks at this and nothing else.
    private volatile Starts? _starts;

    public void Begin(DestinationState node)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var since = _starts?.Since ?? ImmutableDictionary<DestinationState, long>.Empty;
            var over = since.Where(other => Progress(other.Value, now) >= 1).Select(other => other.Key);
            _starts = new(since.RemoveRange(over).SetItem(node, now), now);
        }
    }

    /// <summary>1 for a node that has its full weight.</summary>
    public double ShareOf(DestinationState node)
    {
        if (_starts is not { } starts)
        {
            return 1;
        }

        var now = time.GetTimestamp();
        if (Progress(starts.Latest, now) >= 1)
        {
            Interlocked.CompareExchange(ref _starts, null, starts);
            return 1;
        }

        return starts.Since.TryGetValue(node, out var since) ? First + ((1 - First) * Progress(since, now)) : 1;
    }

    private double Progress(long since, long now)
    {
        var whole = duration();
        return whole > TimeSpan.Zero ? Math.Min(1, time.GetElapsedTime(since, now) / whole) : 1;
    }

    /// <param name="Since">When each node came back, as a timestamp of the clock.</param>
    /// <param name="Latest">When the last of them did.</param>
    private sealed record Starts(ImmutableDictionary<DestinationState, long> Since, long Latest);
}

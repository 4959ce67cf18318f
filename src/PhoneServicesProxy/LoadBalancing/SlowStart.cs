using System.Collections.Immutable;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// Knows which nodes have just come back into a service, and the share of their weight that they have so far. The share grows linearly, as
/// with HAProxy's <c>slowstart</c>.
/// </summary>
/// <param name="duration">The duration of a slow start; zero for none.</param>
/// <param name="time">The clock.</param>
internal sealed class SlowStart(Func<TimeSpan> duration, TimeProvider time)
{
    /// <summary>The share at the beginning. It is not zero, because a node without requests never warms up.</summary>
    private const double First = 0.1;

    private readonly Lock _gate = new();

    // Nearly always null, because no node starts slowly. A pick then reads only this field.
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

    /// <summary>The share of the weight; 1 for a node that has its full weight.</summary>
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

    /// <param name="Since">The time when each node came back, as a timestamp of the clock.</param>
    /// <param name="Latest">The time when the last of them came back.</param>
    private sealed record Starts(ImmutableDictionary<DestinationState, long> Since, long Latest);
}

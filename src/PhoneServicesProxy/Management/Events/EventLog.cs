using System.Threading.Channels;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Events;

/// <summary>The latest events, and a channel for each listener. Events contain no data of requests.</summary>
internal sealed class EventLog(TimeProvider time)
{
    /// <summary>A flapping node makes two events for each service, so this is a day's worth even on a bad day.</summary>
    private const int Capacity = 2000;

    /// <summary>A listener that lags behind further misses events. The event numbers show that.</summary>
    private const int Lag = 200;

    private readonly Lock _gate = new();
    private readonly Queue<GatewayEvent> _events = new();
    private readonly HashSet<Channel<GatewayEvent>> _listeners = [];
    private long _count;

    public void Add(
        GatewayEventKind kind, string text, string? node = null, string? service = null, NodeCondition? condition = null, NodeState? state = null,
        DateTimeOffset? at = null)
    {
        lock (_gate)
        {
            var happened = new GatewayEvent(++_count, at ?? time.GetUtcNow(), kind, text, node, service, condition, state);
            _events.Enqueue(happened);
            if (_events.Count > Capacity)
            {
                _events.Dequeue();
            }

            foreach (var listener in _listeners)
            {
                listener.Writer.TryWrite(happened);
            }
        }
    }

    /// <summary>Returns the events after one that is already known.</summary>
    public EventsReport After(long id)
    {
        lock (_gate)
        {
            return new([.. _events.Where(happened => happened.Id > id)], _count - _events.Count);
        }
    }

    /// <param name="id">The last event that the listener has; null for new events only.</param>
    public Channel<GatewayEvent> Listen(long? id)
    {
        var channel = Channel.CreateBounded<GatewayEvent>(
            new BoundedChannelOptions(Capacity + Lag) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (var known in _events.Where(happened => happened.Id > (id ?? long.MaxValue)))
            {
                channel.Writer.TryWrite(known);
            }

            _listeners.Add(channel);
        }

        return channel;
    }

    public void Forget(Channel<GatewayEvent> listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }
}

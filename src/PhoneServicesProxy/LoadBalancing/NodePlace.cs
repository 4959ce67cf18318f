namespace PhoneServicesProxy.LoadBalancing;

/// <summary>The right to one request at a node. A second Dispose has no effect.</summary>
internal sealed class NodePlace(NodeLoad load, LearnedLimit? learned) : IDisposable
{
    private int _left;

    public NodeLoad Load => load;

    /// <summary>The limit of the request's service at the node; null if only the node's own limit counts.</summary>
    public LearnedLimit? Learned => learned;

    public void Dispose() => Leave(PlaceResult.Ended, time: null);

    /// <summary>Returns the place. The result shows whether the node has reached its limit.</summary>
    public void Leave(PlaceResult result, TimeProvider? time)
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            load.Leave(this, result, time);
        }
    }
}

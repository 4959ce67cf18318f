namespace PhoneServicesProxy.LoadBalancing;

/// <summary>How many requests a node is working on, over all its services.</summary>
internal sealed class NodeLoad
{
    private int _inFlight;

    public int InFlight => Volatile.Read(ref _inFlight);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);
}

using System.Threading.RateLimiting;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>The right to one request at a node. A second Dispose has no effect.</summary>
internal sealed class NodePlace(NodeLoad load, RateLimiter? limiter, RateLimitLease? lease) : IDisposable
{
    private int _left;

    /// <summary>The limiter that gave the lease; null if the node had no limit.</summary>
    public RateLimiter? Limiter => limiter;

    public RateLimitLease? Lease => lease;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            load.Leave(this);
        }
    }
}

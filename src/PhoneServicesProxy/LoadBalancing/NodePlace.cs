using System.Threading.RateLimiting;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>The right to have one request at a node. Giving it back twice does no harm.</summary>
internal sealed class NodePlace(NodeLoad load, RateLimiter? limiter, RateLimitLease? lease) : IDisposable
{
    private int _left;

    /// <summary>Who gave the lease; null where the node had no limit.</summary>
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

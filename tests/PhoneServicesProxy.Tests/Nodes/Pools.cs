using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Tests.Nodes;

/// <summary>Pools without a site file.</summary>
internal static class Pools
{
    public static NodePools Of(Dictionary<string, NodeOptions> callManager, params (string Name, PoolOptions Pool)[] others) =>
        new(callManager, new(), others.Select(pool => KeyValuePair.Create(pool.Name, pool.Pool)));
}

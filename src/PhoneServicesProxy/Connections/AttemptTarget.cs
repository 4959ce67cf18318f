using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Connections;

/// <summary>For which node of which service a request is; probes carry none.</summary>
/// <param name="Cluster">The service.</param>
/// <param name="Node">The node.</param>
/// <param name="ConnectTimeout">How long a connection may take; it differs by failover policy, not by client.</param>
internal sealed record AttemptTarget(ClusterState Cluster, DestinationState Node, TimeSpan ConnectTimeout)
{
    private static readonly HttpRequestOptionsKey<AttemptTarget> Key = new("PhoneServicesProxy.AttemptTarget");

    public static AttemptTarget? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var target) ? target : null;

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);
}

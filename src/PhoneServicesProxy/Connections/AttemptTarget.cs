using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Connections;

/// <summary>The node of a request. Probes have none.</summary>
/// <param name="Node">The node.</param>
/// <param name="ConnectTimeout">The longest time for a connection. It depends on the failover policy, not on the client.</param>
internal sealed record AttemptTarget(DestinationState Node, TimeSpan ConnectTimeout)
{
    public static AttemptTarget? Of(HttpRequestMessage request) => (request as NodeMessage)?.Target;
}

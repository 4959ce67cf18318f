using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Where the forwarding path says how each attempt at a node went.</summary>
internal sealed class HealthReporter(NodeTable nodes, PassiveHealth passive)
{
    public void AttemptSucceeded(ClusterState cluster, DestinationState destination)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        nodes.Find(destination)?.Evidence.Success();
    }

    public void AttemptFailed(ClusterState cluster, DestinationState destination, AttemptFailure failure)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (failure is AttemptFailure.None or AttemptFailure.StaleConnection or AttemptFailure.Rejected or AttemptFailure.NodeFull or AttemptFailure.NotWritten
            || nodes.Find(destination) is not { } node)
        {
            return;
        }

        if (TransportErrors.NothingSent(failure))
        {
            passive.ConnectFailed(node, failure);
        }
        else
        {
            passive.ServiceFailed(node, failure);
        }
    }
}

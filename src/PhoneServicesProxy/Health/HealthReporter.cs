using PhoneServicesProxy.Attempts;
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

    /// <summary>
    /// An attempt has failed. That nobody can connect is a fact about the node; anything else has it probed at once, and is held against it
    /// only by <see cref="DidWorse"/>.
    /// </summary>
    public void AttemptFailed(ClusterState cluster, DestinationState destination, AttemptFailure failure)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (!IsOfTheNode(failure) || nodes.Find(destination) is not { } node)
        {
            return;
        }

        if (TransportErrors.NothingSent(failure))
        {
            passive.ConnectFailed(node, failure);
        }
        else
        {
            node.Prober?.ProbeSoon();
        }
    }

    /// <summary>Another node did better with the same request.</summary>
    /// <param name="cluster">The service.</param>
    /// <param name="destination">The node that failed.</param>
    /// <param name="failure">How.</param>
    /// <param name="phone">Whose request it was.</param>
    public void DidWorse(ClusterState cluster, DestinationState destination, AttemptFailure failure, ulong phone)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (IsOfTheNode(failure) && !TransportErrors.NothingSent(failure) && nodes.Find(destination) is { } node)
        {
            passive.ServiceFailed(node, failure, phone);
        }
    }

    private static bool IsOfTheNode(AttemptFailure failure) => failure
        is not (AttemptFailure.None or AttemptFailure.StaleConnection or AttemptFailure.Rejected or AttemptFailure.NodeFull
            or AttemptFailure.NotWritten or AttemptFailure.GatewayExhausted);
}

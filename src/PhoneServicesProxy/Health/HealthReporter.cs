using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Receives the result of each attempt at a node.</summary>
internal sealed class HealthReporter(NodeTable nodes, PassiveHealth passive)
{
    public void AttemptSucceeded(DestinationState destination)
    {
        nodes.Find(destination)?.Evidence.Success();
    }

    /// <summary>
    /// Reports a failed attempt. A failure to connect is a fact about the node. Any other failure only triggers a probe. It counts against the
    /// node only through <see cref="DidWorse"/>.
    /// </summary>
    public void AttemptFailed(DestinationState destination, AttemptFailure failure)
    {
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

    /// <summary>Reports that another node did better with the same request.</summary>
    /// <param name="destination">The node that failed.</param>
    /// <param name="failure">The kind of failure.</param>
    /// <param name="phone">The phone that sent the request.</param>
    public void DidWorse(DestinationState destination, AttemptFailure failure, ulong phone)
    {
        if (IsOfTheNode(failure) && !TransportErrors.NothingSent(failure) && nodes.Find(destination) is { } node)
        {
            passive.ServiceFailed(node, failure, phone);
        }
    }

    private static bool IsOfTheNode(AttemptFailure failure) => failure
        is not (AttemptFailure.None or AttemptFailure.StaleConnection or AttemptFailure.Rejected or AttemptFailure.NodeFull or AttemptFailure.NodeBusy
            or AttemptFailure.NotWritten or AttemptFailure.GatewayExhausted);
}

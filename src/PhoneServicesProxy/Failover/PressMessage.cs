using PhoneServicesProxy.Connections;

namespace PhoneServicesProxy.Failover;

/// <summary>The request of a press, prepared for the node that was picked first.</summary>
internal sealed class PressMessage(Press press) : NodeMessage
{
    public Press Press => press;
}

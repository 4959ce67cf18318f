namespace PhoneServicesProxy.Connections;

/// <summary>A request to a node, with what its connection must know. The options of a message would cost each press a dictionary.</summary>
internal class NodeMessage : HttpRequestMessage
{
    /// <summary>The node and the service; null until the request is complete.</summary>
    public AttemptTarget? Target { get; set; }
}

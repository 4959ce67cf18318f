namespace PhoneServicesProxy.Attempts;

/// <summary>
/// The reason why an attempt at a node, or a probe of it, did not give a page. The names appear in logs, and in
/// snake case in metrics and traces.
/// </summary>
internal enum AttemptFailure
{
    /// <summary>Not a failure.</summary>
    None,

    /// <summary>No connection: refused, no route, unknown name, or failed TLS handshake. Nothing was sent.</summary>
    ConnectFailed,

    /// <summary>No connection within the connect timeout. Nothing was sent.</summary>
    ConnectTimeout,

    /// <summary>Connected, but no complete answer within the timeout.</summary>
    AnswerTimeout,

    /// <summary>
    /// This gateway has the largest allowed number of requests at the node, and none of them ended in time. Nothing was sent. It says nothing
    /// about the node.
    /// </summary>
    NodeFull,

    /// <summary>
    /// The node answered that it is at its limit of requests of this service, such as Extension Mobility 26. Requests from other gateways
    /// count, too. It has not executed the request. It says nothing about the node's health.
    /// </summary>
    NodeBusy,

    /// <summary>
    /// The gateway itself could not write the request, because its HTTP client refuses a header. Nothing was sent. It says nothing about the
    /// node, and no other node would do better.
    /// </summary>
    NotWritten,

    /// <summary>
    /// The gateway itself lacked a descriptor, a port, memory, time or a thread. It says nothing about the node.
    /// </summary>
    GatewayExhausted,

    /// <summary>
    /// Another node, asked later, answered in less than a third of the time for which this one had been silent. This node might still have
    /// answered.
    /// </summary>
    Outpaced,

    /// <summary>The node closed or reset the connection before the answer was complete.</summary>
    ConnectionLost,

    /// <summary>The node had closed a kept-alive connection before this request reached it. It says nothing about the node.</summary>
    StaleConnection,

    /// <summary>The answer is not HTTP.</summary>
    BadProtocol,

    /// <summary>The status says that the node, or this service on it, does not work.</summary>
    BadStatus,

    /// <summary>The node answered that the request was wrong (4xx). It says nothing about the node's health.</summary>
    Rejected,

    /// <summary>The answer is complete, but is not the requested page (HTML, empty, another kind of document).</summary>
    BadPage,

    /// <summary>The answer begins as a phone page but is not well-formed: cut short, or written by a careless application.</summary>
    IllFormedPage,

    /// <summary>A well-formed page in which the service itself says that it cannot serve, such as Extension Mobility 29.</summary>
    ServiceBusy,
}

namespace PhoneServicesProxy.Attempts;

/// <summary>
/// Why an attempt at a node, or a probe of it, did not give a page. The names appear in logs, and in
/// snake case in metrics and traces.
/// </summary>
internal enum AttemptFailure
{
    /// <summary>Not a failure.</summary>
    None,

    /// <summary>No connection: refused, no route, name unknown, TLS handshake failed. Nothing was sent.</summary>
    ConnectFailed,

    /// <summary>No connection within the connect time limit. Nothing was sent.</summary>
    ConnectTimeout,

    /// <summary>Connected, but the answer was not there, or not complete, within the time limit.</summary>
    AnswerTimeout,

    /// <summary>
    /// This gateway has as many requests at the node as it may, and none of them ended in time. Nothing was sent; says nothing
    /// about the node.
    /// </summary>
    NodeFull,

    /// <summary>
    /// The gateway itself could not write the request: its HTTP client refuses a header. Nothing was sent; says nothing about the
    /// node, and no other one would do better.
    /// </summary>
    NotWritten,

    /// <summary>
    /// The gateway itself lacked something: a descriptor, a port, memory, time or a thread. Says nothing about the node.
    /// </summary>
    GatewayExhausted,

    /// <summary>
    /// Another node, asked later, had answered in less than a third of the time for which this one had been silent. Perhaps it
    /// would have answered yet.
    /// </summary>
    Outpaced,

    /// <summary>The node closed or reset the connection before the answer was complete.</summary>
    ConnectionLost,

    /// <summary>A kept-alive connection had been closed by the node before this request reached it. Says nothing about the node.</summary>
    StaleConnection,

    /// <summary>The answer is not HTTP.</summary>
    BadProtocol,

    /// <summary>The status says that the node, or this service on it, does not work.</summary>
    BadStatus,

    /// <summary>The node answered that the request was wrong (4xx). Says nothing about the node's health.</summary>
    Rejected,

    /// <summary>The answer is complete, but it is not the page that was asked for (HTML, empty, another kind of document).</summary>
    BadPage,

    /// <summary>The answer begins as a phone page but is not well-formed: cut short, or written by a sloppy server.</summary>
    IllFormedPage,

    /// <summary>A well-formed page by which the service itself says that it cannot serve (Extension Mobility 26 and the like).</summary>
    ServiceBusy,
}

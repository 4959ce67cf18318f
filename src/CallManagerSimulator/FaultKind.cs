namespace CallManagerSimulator;

/// <summary>What is wrong with a node.</summary>
public enum FaultKind
{
    /// <summary>Nothing: the node serves.</summary>
    None,

    /// <summary>The listener is closed and every connection reset, as with Tomcat stopped: connecting is refused.</summary>
    Refuse,

    /// <summary>As <see cref="Refuse"/>, and the sessions are lost, as when the process is killed.</summary>
    Kill,

    /// <summary>Connections are accepted and requests read, but never answered. What is held is reset when the fault ends.</summary>
    Hang,

    /// <summary>SYNs are dropped and existing connections are silent, as with the power or the network gone.</summary>
    Vanish,

    /// <summary>The node waits for <see cref="NodeFault.Delay"/>, then executes and answers, even if nobody listens any more.</summary>
    Slow,

    /// <summary>Status 500 with an HTML error page.</summary>
    InternalError,

    /// <summary>Status 503 with an HTML error page.</summary>
    Unavailable,

    /// <summary>Status 200 with an HTML error page.</summary>
    Html,

    /// <summary>Headers with the full Content-Length, half of the body, then a TCP reset.</summary>
    Half,

    /// <summary>A TCP reset in place of an answer.</summary>
    Reset,

    /// <summary>Status 200 and a right Content-Length, but the XML ends half-way.</summary>
    Cut,

    /// <summary>The right page, a byte every <see cref="NodeFault.Delay"/>.</summary>
    Drip,

    /// <summary>Status 503 under /emapp only, as Tomcat answers with that one application stopped.</summary>
    EmDown,

    /// <summary>As <see cref="EmError"/> with 26: too many at once, not executed.</summary>
    EmBusy,

    /// <summary>
    /// Extension Mobility, or what <see cref="NodeFault.PathPrefix"/> names, answers every request with a page that says
    /// <see cref="NodeFault.EmNumber"/>.
    /// </summary>
    EmError,
}

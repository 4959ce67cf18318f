namespace CallManagerSimulator;

/// <summary>The kind of a node's fault.</summary>
public enum FaultKind
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>The listener is closed and every connection is reset, as if Tomcat were stopped. New connections are refused.</summary>
    Refuse,

    /// <summary>Like <see cref="Refuse"/>, but sessions are lost too, as if the process were killed.</summary>
    Kill,

    /// <summary>Connections are accepted and requests are read, but never answered. They are reset when the fault ends.</summary>
    Hang,

    /// <summary>SYNs are dropped and existing connections are silent, as if power or network were gone.</summary>
    Vanish,

    /// <summary>The node waits for <see cref="NodeFault.Delay"/>, then executes and answers, even if the client has gone.</summary>
    Slow,

    /// <summary>Status 500 with an HTML error page.</summary>
    InternalError,

    /// <summary>Status 503 with an HTML error page.</summary>
    Unavailable,

    /// <summary>Status 200 with an HTML error page.</summary>
    Html,

    /// <summary>Headers with the full Content-Length, half of the body, then a TCP reset.</summary>
    Half,

    /// <summary>A TCP reset instead of an answer.</summary>
    Reset,

    /// <summary>Status 200 and a correct Content-Length, but the XML ends half-way.</summary>
    Cut,

    /// <summary>The correct page, one byte every <see cref="NodeFault.Delay"/>.</summary>
    Drip,

    /// <summary>Status 503 under /emapp only, as from Tomcat if this application is stopped.</summary>
    EmDown,

    /// <summary>Like <see cref="EmError"/> with 26: too many requests at once, not executed.</summary>
    EmBusy,

    /// <summary>
    /// Extension Mobility, or <see cref="NodeFault.PathPrefix"/>, answers every request with a page that shows <see cref="NodeFault.EmNumber"/>.
    /// </summary>
    EmError,
}

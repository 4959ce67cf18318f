namespace PhoneServicesProxy.PhoneXml;

/// <summary>The target of a URI.</summary>
internal enum LinkKind
{
    /// <summary>Not an HTTP target, such as <c>SoftKey:Exit</c>, or not readable.</summary>
    None,

    /// <summary>An HTTP server that is not a node.</summary>
    Foreign,

    /// <summary>A node.</summary>
    Node,

    /// <summary>The gateway already.</summary>
    Gateway,

    /// <summary>The origin of the page, which is the gateway.</summary>
    Relative,

    /// <summary>A node, to be notified by the phone: <c>Notify:http:HOST:PORT:PATH</c>.</summary>
    Notify,
}

namespace PhoneServicesProxy.PhoneXml;

/// <summary>Where a URI leads.</summary>
internal enum LinkKind
{
    /// <summary>Nowhere by HTTP: <c>SoftKey:Exit</c> and the like, or nothing that can be read.</summary>
    None,

    /// <summary>By HTTP to somebody who is no node.</summary>
    Foreign,

    /// <summary>To a node.</summary>
    Node,

    /// <summary>To the gateway already.</summary>
    Gateway,

    /// <summary>To where the page came from, which is the gateway.</summary>
    Relative,

    /// <summary>To a node, which the phone is to call: <c>Notify:http:HOST:PORT:PATH</c>.</summary>
    Notify,
}

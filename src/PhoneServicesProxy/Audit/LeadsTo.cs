namespace PhoneServicesProxy.Audit;

/// <summary>The server that a phone's URL leads to.</summary>
internal enum LeadsTo
{
    /// <summary>To a CallManager node, bypassing the gateway.</summary>
    Node,

    /// <summary>
    /// To a node by the phone's own means, independent of the gateway: <c>Application:Cisco/CorporateDirectory</c>, or provisioning Internal.
    /// </summary>
    Internal,

    /// <summary>Unknown: the file is encrypted, missing or broken.</summary>
    Unknown,

    /// <summary>To a server that is neither the gateway nor a node.</summary>
    Other,

    /// <summary>To the gateway.</summary>
    Gateway,

    /// <summary>Nowhere: nothing is set, or the phone handles it itself.</summary>
    None,
}

namespace PhoneServicesProxy.Audit;

/// <summary>The server that a phone's URL leads to.</summary>
internal enum LeadsTo
{
    /// <summary>A CallManager node, so the phone bypasses the gateway.</summary>
    Node,

    /// <summary>
    /// A node that the phone asks by its own means, independent of the gateway: <c>Application:Cisco/CorporateDirectory</c>, or provisioning
    /// Internal.
    /// </summary>
    Internal,

    /// <summary>Unknown: the file is encrypted, missing or broken.</summary>
    Unknown,

    /// <summary>A server that is neither the gateway nor a node.</summary>
    Other,

    /// <summary>The gateway.</summary>
    Gateway,

    /// <summary>Nowhere: nothing is set, or the phone handles it itself.</summary>
    None,
}

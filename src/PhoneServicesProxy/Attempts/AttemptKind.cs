namespace PhoneServicesProxy.Attempts;

/// <summary>The reason why a node was asked.</summary>
internal enum AttemptKind
{
    /// <summary>The node was picked first.</summary>
    First,

    /// <summary>An attempt at another node had failed.</summary>
    Failover,

    /// <summary>The nodes asked so far were late.</summary>
    Hedge,
}

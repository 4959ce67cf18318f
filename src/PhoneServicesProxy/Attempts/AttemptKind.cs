namespace PhoneServicesProxy.Attempts;

/// <summary>Why a node was asked.</summary>
internal enum AttemptKind
{
    /// <summary>It was picked first.</summary>
    First,

    /// <summary>An attempt at another node had failed.</summary>
    Failover,

    /// <summary>The nodes asked so far were late.</summary>
    Hedge,
}

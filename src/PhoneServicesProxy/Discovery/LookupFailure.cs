namespace PhoneServicesProxy.Discovery;

/// <summary>Why a lookup gave no nodes; also a metric's tag.</summary>
internal enum LookupFailure
{
    None,

    /// <summary>No name server answered in time, or what came could not be read.</summary>
    NoAnswer,

    /// <summary>The gateway itself could not ask: it had no descriptor, port or memory.</summary>
    GatewayExhausted,

    /// <summary>A name server answered that it cannot answer.</summary>
    ServerError,

    /// <summary>There is no such name, or it has no such records.</summary>
    NoRecords,

    /// <summary>There are records, and none of them can be used.</summary>
    Unusable,
}

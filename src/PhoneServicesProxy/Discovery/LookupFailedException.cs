namespace PhoneServicesProxy.Discovery;

/// <summary>DNS gave no nodes.</summary>
internal sealed class LookupFailedException(LookupFailure reason, string message) : Exception(message)
{
    public LookupFailure Reason => reason;
}

/// <summary>The reason why a lookup found no nodes. It is also the value of a metric's tag.</summary>
internal enum LookupFailure
{
    None,

    /// <summary>No name server answered in time, or its answer could not be read.</summary>
    NoAnswer,

    /// <summary>The gateway itself lacked a descriptor, port or memory to ask.</summary>
    GatewayExhausted,

    /// <summary>A name server answered with an error.</summary>
    ServerError,

    /// <summary>The name does not exist, or it has no such records.</summary>
    NoRecords,

    /// <summary>There are records, but none can be used.</summary>
    Unusable,
}

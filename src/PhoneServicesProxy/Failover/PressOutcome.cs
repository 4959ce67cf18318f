namespace PhoneServicesProxy.Failover;

/// <summary>What a phone saw of its key press. The names appear in metrics and traces, in snake case.</summary>
internal enum PressOutcome
{
    /// <summary>The page of the node that was asked first.</summary>
    Ok,

    /// <summary>The page of another node, after an attempt had failed.</summary>
    FailedOver,

    /// <summary>The page of a node that was asked because the ones before were late.</summary>
    Hedged,

    /// <summary>The last good page, because no node could answer.</summary>
    StalePage,

    /// <summary>A page, ours or a node's, that says that it did not work; half a page; or, where it was no phone, a 503.</summary>
    ErrorPage,

    /// <summary>
    /// A status from 400 to 499, or a page that says so, by the gateway itself: no such route, no such method, not so often. No phone that
    /// does what its user wants asks for that.
    /// </summary>
    Refused,

    /// <summary>Refused: a page, or a status, that says that the gateway is busy.</summary>
    Busy,

    /// <summary>Refused: a page for a phone that is not in a network where phones are.</summary>
    NotLetIn,

    /// <summary>Nothing: the phone went away before.</summary>
    Abandoned,
}

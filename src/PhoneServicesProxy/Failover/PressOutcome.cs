namespace PhoneServicesProxy.Failover;

/// <summary>The page that a phone saw after its key press. Metrics and traces use the names in snake case.</summary>
internal enum PressOutcome
{
    /// <summary>The page of the node asked first.</summary>
    Ok,

    /// <summary>The page of another node, after a failed attempt.</summary>
    FailedOver,

    /// <summary>The page of a node that was asked because the nodes before it were late.</summary>
    Hedged,

    /// <summary>The last good page, because no node could answer.</summary>
    StalePage,

    /// <summary>An error page of the gateway or a node, half a page, or a 503 if the client was no phone.</summary>
    ErrorPage,

    /// <summary>
    /// A status from 400 to 499, or a page with the same meaning, from the gateway itself: unknown route, wrong method, or too many requests.
    /// A phone in normal use never gets one of these.
    /// </summary>
    Refused,

    /// <summary>A page or a status that says that the gateway is busy.</summary>
    Busy,

    /// <summary>A page that refuses the press, because the phone is not in a network for phones.</summary>
    NotLetIn,

    /// <summary>Nothing, because the phone went away first.</summary>
    Abandoned,
}

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>The reason that a phone is told if it gets no page of its service. Each has a text in <c>PhoneServices:Texts</c>.</summary>
internal enum ErrorReason
{
    /// <summary>No node gave the page.</summary>
    NoAnswer,

    /// <summary>No node gave an answer, and no node can have carried out the request.</summary>
    NotCarriedOut,

    /// <summary>A node may have carried out the request, and its answer was lost.</summary>
    MayHaveBeenCarriedOut,

    /// <summary>The gateway or the nodes have too much to do.</summary>
    Busy,

    /// <summary>This phone or this user has no permission.</summary>
    Refused,

    /// <summary>No route matches the request.</summary>
    NotFound,

    /// <summary>Too many logins have failed; the next one has to wait.</summary>
    LoginDelayed,
}

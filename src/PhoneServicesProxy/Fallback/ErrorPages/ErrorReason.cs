namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>What a phone is told in the place of its page; each has a text in <c>PhoneServices:Texts</c>.</summary>
internal enum ErrorReason
{
    /// <summary>No node gave the page.</summary>
    NoAnswer,

    /// <summary>No node gave an answer, and it is certain that none has carried out what was asked for.</summary>
    NotCarriedOut,

    /// <summary>A node may have carried out what was asked for; its answer was lost.</summary>
    MayHaveBeenCarriedOut,

    /// <summary>There is more to do than can be done in time.</summary>
    Busy,

    /// <summary>This phone, or this user, may not.</summary>
    Refused,

    /// <summary>No route takes what it asked for.</summary>
    NotFound,

    /// <summary>Too many logins have failed; the next one has to wait.</summary>
    LoginDelayed,
}

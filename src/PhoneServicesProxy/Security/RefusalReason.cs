namespace PhoneServicesProxy.Security;

/// <summary>Why a request was refused. The names appear in the metric <c>phone_services.refusals</c>, in snake case.</summary>
internal enum RefusalReason
{
    /// <summary>It comes from a network where no phones are.</summary>
    Network,

    /// <summary>Its target is not a path: absolute-form, authority-form or <c>*</c> (RFC 9112, 3.2).</summary>
    Target,

    /// <summary>Its path is spelt as no phone spells one.</summary>
    Path,

    /// <summary>
    /// Its query holds control characters; or its query or form logs somebody in and can be read in two ways: two users, or names that are
    /// not spelt plainly.
    /// </summary>
    Query,

    /// <summary>It logs somebody in with what is no form, or one that is packed or in a charset that the gateway does not read.</summary>
    ContentType,

    /// <summary>It has <c>Transfer-Encoding</c>.</summary>
    TransferEncoding,

    /// <summary>It is a GET with a body.</summary>
    Body,

    /// <summary>Its <c>Connection</c> names a header that is the node's to read.</summary>
    Header,

    /// <summary>No route has its path.</summary>
    NotRouted,

    /// <summary>Its route does not have its method.</summary>
    Method,

    /// <summary>Its sender asks more often than a person can press keys.</summary>
    RateLimit,

    /// <summary>Its user or device has failed to log in too often, and has to wait.</summary>
    FailedLogins,

    /// <summary>It is not HTTP, or can be read in two ways.</summary>
    Malformed,

    /// <summary>Its HTTP version is not 1.0 or 1.1.</summary>
    HttpVersion,

    /// <summary>It does not say how long its body is.</summary>
    LengthRequired,

    /// <summary>Its request line is too long.</summary>
    LineTooLong,

    /// <summary>Its headers are too long or too many.</summary>
    HeadersTooLarge,

    /// <summary>Its body is too long.</summary>
    BodyTooLarge,

    /// <summary>It did not arrive within the time for it.</summary>
    TooSlow,
}

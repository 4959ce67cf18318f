namespace PhoneServicesProxy.Security;

/// <summary>The reason why a request was refused. The names appear in the metric <c>phone_services.refusals</c>, in snake case.</summary>
internal enum RefusalReason
{
    /// <summary>It comes from a network that is not allowed.</summary>
    Network,

    /// <summary>Its target is not a path: absolute-form, authority-form or <c>*</c> (RFC 9112, 3.2).</summary>
    Target,

    /// <summary>Its path has a spelling that no phone uses.</summary>
    Path,

    /// <summary>
    /// Its query contains control characters, or its query or form is a login that can be read in two ways: it has two users, or names that are not plain.
    /// </summary>
    Query,

    /// <summary>It is a login whose body is not a form, is compressed, or has a charset that the gateway does not read.</summary>
    ContentType,

    /// <summary>It has <c>Transfer-Encoding</c>.</summary>
    TransferEncoding,

    /// <summary>It is a GET with a body.</summary>
    Body,

    /// <summary>Its <c>Connection</c> lists a header that the node must receive.</summary>
    Header,

    /// <summary>No route matches its path.</summary>
    NotRouted,

    /// <summary>Its route does not allow its method.</summary>
    Method,

    /// <summary>Its sender sends requests faster than a person can press keys.</summary>
    RateLimit,

    /// <summary>Its user, device or address has failed to log in too often and has to wait.</summary>
    FailedLogins,

    /// <summary>It is not HTTP, or it can be read in two ways.</summary>
    Malformed,

    /// <summary>Its HTTP version is not 1.0 or 1.1.</summary>
    HttpVersion,

    /// <summary>It does not state the length of its body.</summary>
    LengthRequired,

    /// <summary>Its request line is too long.</summary>
    LineTooLong,

    /// <summary>Its headers are too long or too many.</summary>
    HeadersTooLarge,

    /// <summary>Its body is too long.</summary>
    BodyTooLarge,

    /// <summary>It did not arrive within the time limit.</summary>
    TooSlow,
}

/// <summary>Marks a request as refused, independent of the page that its phone was shown.</summary>
/// <param name="Reason">The reason.</param>
internal sealed record Refusal(RefusalReason Reason);

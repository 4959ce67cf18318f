using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>
/// The headers of a node's answer that a phone, or a cache on the way, can use. Three groups are left out: headers that name software (Via,
/// Server, X-Powered-By …), headers for browsers (Strict-Transport-Security, X-Frame-Options …), and headers that are wrong after rewriting
/// or differ between nodes for the same page (ETag, Content-MD5).
/// </summary>
internal static class PassedHeaders
{
    /// <summary>Cisco's headers for phones begin with this.</summary>
    private const string ForPhones = "x-CiscoIPPhone";

    private static readonly FrozenSet<string> Names = new[]
    {
        HeaderNames.Allow,
        HeaderNames.CacheControl,
        HeaderNames.ContentDisposition,
        HeaderNames.ContentEncoding,
        HeaderNames.ContentLanguage,
        HeaderNames.ContentLength,
        HeaderNames.ContentLocation,
        HeaderNames.ContentRange,
        HeaderNames.ContentType,
        HeaderNames.Date,
        HeaderNames.Expires,
        HeaderNames.LastModified,
        HeaderNames.Location,
        HeaderNames.Pragma,
        "Refresh",
        HeaderNames.RetryAfter,
        HeaderNames.SetCookie,
        HeaderNames.Vary,
        HeaderNames.WWWAuthenticate,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers of one connection. Kestrel writes those of the phone's.</summary>
    private static readonly FrozenSet<string> OfTheConnection = new[]
    {
        HeaderNames.AltSvc,
        HeaderNames.Connection,
        "HTTP2-Settings",
        HeaderNames.KeepAlive,
        HeaderNames.ProxyConnection,
        HeaderNames.TE,
        HeaderNames.Trailer,
        HeaderNames.TransferEncoding,
        HeaderNames.Upgrade,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string name, AnswerHeadersOptions options) =>
        Names.Contains(name) || name.StartsWith(ForPhones, StringComparison.OrdinalIgnoreCase)
        || (CommaSeparated.Contains(options.AlsoPass, name) && !OfTheConnection.Contains(name));
}

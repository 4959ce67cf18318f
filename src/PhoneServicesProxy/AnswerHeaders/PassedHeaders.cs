using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>
/// The headers of a node's answer that a phone, or a cache between, has a use for. Not among them: what names the software
/// (Via, Server, X-Powered-By …); what speaks to browsers (Strict-Transport-Security, X-Frame-Options …); what is not true any
/// more of a page whose URLs have been rewritten, or differs from node to node for the same page (ETag, Content-MD5).
/// </summary>
internal static class PassedHeaders
{
    /// <summary>Whatever Cisco has named for phones.</summary>
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

    public static bool Contains(string name) => Names.Contains(name) || name.StartsWith(ForPhones, StringComparison.OrdinalIgnoreCase);
}

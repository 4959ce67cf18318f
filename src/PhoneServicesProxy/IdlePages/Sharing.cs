using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.IdlePages;

/// <summary>What a node says about giving its answer to others than the phone that asked (RFC 9111, for shared caches).</summary>
internal static class Sharing
{
    /// <summary>So long at most, whatever the node says: nobody can tell a gateway to forget one page.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>
    /// For how long further phones may get the answer: zero for only those that are waiting for it now, null for none.
    /// </summary>
    /// <param name="status">Only a page (200) is kept. That there is none may be told to those who wait.</param>
    /// <param name="headers">The answer's.</param>
    /// <param name="age">For how long a cache between node and gateway has had it.</param>
    /// <param name="unstated">For how long where the node says nothing.</param>
    /// <param name="now">Stands in for a missing Date.</param>
    public static TimeSpan? For(int status, IHeaderDictionary headers, TimeSpan age, TimeSpan unstated, DateTimeOffset now)
    {
        // Other headers that Vary may name are equal among those that share: see SharedRequest.
        if (headers.SetCookie.Count > 0 || headers.Vary.ToString().Contains('*', StringComparison.Ordinal))
        {
            return null;
        }

        var stated = headers.CacheControl.ToString();
        if (stated.Length == 0 && headers.Pragma.ToString().Contains("no-cache", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var control = new CacheControlHeaderValue();
        if (stated.Length > 0 && !CacheControlHeaderValue.TryParse(stated, out control!))
        {
            return null;
        }

        if (control.NoStore || control.NoCache || control.Private)
        {
            return null;
        }

        var lifetime = (control.SharedMaxAge ?? control.MaxAge) - age;
        return lifetime <= TimeSpan.Zero ? null
            : status != StatusCodes.Status200OK ? TimeSpan.Zero
            : Shorter(lifetime ?? UntilExpiry(headers, now) ?? unstated, Longest);
    }

    /// <summary>
    /// A date in the past does not forbid those who wait to share: it is how a page tells phones to keep it off their URL
    /// stack (XSI 9.1), and none of them gets a page older than its own request.
    /// </summary>
    private static TimeSpan? UntilExpiry(IHeaderDictionary headers, DateTimeOffset now)
    {
        if (headers.Expires.Count == 0)
        {
            return null;
        }

        var made = HeaderUtilities.TryParseDate(headers.Date.ToString(), out var date) ? date : now;
        return HeaderUtilities.TryParseDate(headers.Expires.ToString(), out var expires) && expires > made ? expires - made : TimeSpan.Zero;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

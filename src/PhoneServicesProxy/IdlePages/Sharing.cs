using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.IdlePages;

/// <summary>Decides from an answer's headers whether other phones may get it (RFC 9111, for shared caches).</summary>
internal static class Sharing
{
    /// <summary>A limit for the time that the node states, because nobody can tell a gateway to forget one page.</summary>
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(24);

    /// <summary>
    /// Returns the time for which further phones may get the answer. Zero means that only phones that wait now get it; null means that none does.
    /// </summary>
    /// <param name="status">Only a page (200) is kept. Other answers are only given to waiting phones.</param>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="age">The time for which a cache between node and gateway has held the answer.</param>
    /// <param name="defaultLifetime">The result if the node says nothing.</param>
    /// <param name="now">Used if the answer has no Date.</param>
    public static TimeSpan? For(int status, IHeaderDictionary headers, TimeSpan age, TimeSpan defaultLifetime, DateTimeOffset now)
    {
        // Any other header that Vary names is equal in all requests that share: see SharedRequest.
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
            : Shorter(lifetime ?? UntilExpiry(headers, now) ?? defaultLifetime, MaxLifetime);
    }

    /// <summary>
    /// A date in the past does not forbid sharing with waiting phones. Pages use it to stay off the phone's URL stack (XSI 9.1),
    /// and no waiting phone gets a page older than its own request.
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

using System.Net;
using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// Refuses requests that a browser on this machine makes for pages of other sites. Such requests name their origin (Origin, RFC 6454;
/// Sec-Fetch-Site). After DNS rebinding, the foreign name is in Host.
/// </summary>
internal static class BrowserRules
{
    public static bool Allow(HttpRequest request)
    {
        // A link may be on any page, because that page cannot read the answer.
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site is not ["same-origin" or "none"] && !(HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate"))
        {
            return false;
        }

        var origin = request.Headers[HeaderNames.Origin];
        return origin.Count == 0
            || (origin is [{ } from] && from.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>DNS cannot redirect an address, and nobody can own <c>localhost</c> (RFC 6761).</summary>
    public static bool IsNameOfThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);
}

using System.Net;
using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// What keeps other sites' pages out of an endpoint that a browser on this machine can reach: cross-site requests tell where they
/// come from (Origin, RFC 6454; Sec-Fetch-Site), and a name that was pointed to this machine (DNS rebinding) stands in Host.
/// </summary>
internal static class BrowserRules
{
    public static bool Allow(HttpRequest request)
    {
        // A link that somebody follows may stand anywhere: the page that has it gets to see nothing of what is behind it.
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site is not ["same-origin" or "none"] && !(HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate"))
        {
            return false;
        }

        var origin = request.Headers[HeaderNames.Origin];
        return origin.Count == 0
            || (origin is [{ } from] && from.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An address cannot be pointed anywhere, and <c>localhost</c> is nobody's domain (RFC 6761).</summary>
    public static bool IsNameOfThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);
}

using System.Globalization;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Shows a phone its last good page. Headers mark it as such.</summary>
internal static class LastGoodAnswer
{
    private const string CacheStatus = "Cache-Status";

    public static Task WriteAsync(HttpContext context, Press press, LastGoodPage page, TimeSpan age)
    {
        var seconds = (long)age.TotalSeconds;
        var headers = context.Response.Headers;

        // RFC 9211: a negative ttl says how long ago the page expired. The Warning codes 110 and 111 are obsolete (RFC 9111, 5.5).
        headers[CacheStatus] = string.Create(CultureInfo.InvariantCulture, $"PhoneServicesProxy; hit; ttl=-{seconds}; detail=no-node-answered");
        headers.Age = seconds.ToString(CultureInfo.InvariantCulture);
        return PhoneAnswer.WriteAsync(context, page.ContentType is "" ? null : page.ContentType, ForPhone(press, page.Body));
    }

    /// <summary>The page's URLs use the address that the phone used for this request.</summary>
    private static ReadOnlyMemory<byte> ForPhone(Press press, ReadOnlyMemory<byte> page) =>
        press.Policy.Rewriting is { } rules && press.Gateway is { } gateway ? PageRewriter.Rewrite(page, new(rules.Nodes, gateway)).Page : page;
}

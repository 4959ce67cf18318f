using System.Net.Http.Headers;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Makes of a node's answer one that keeps the phone on the gateway: the page, on the bytes that are held already, and the
/// headers with URLs and cookies.
/// </summary>
internal static class AnswerForPhone
{
    private static readonly string[] Headers = ["Location", "Refresh", "Set-Cookie"];

    /// <param name="press">What the phone asked, and where.</param>
    /// <param name="answer">The answer that the phone gets.</param>
    /// <param name="body">Its body; null where it is not held. It is streamed then, and not looked at.</param>
    /// <returns>What was done.</returns>
    public static RewriteCounts Rewrite(Press press, HttpResponseMessage answer, ReadOnlyMemory<byte>? body)
    {
        if (press.Policy.Rewriting is not { } rules || press.Gateway is not { } gateway)
        {
            return default;
        }

        // What is no page goes on byte for byte: a phone compares the answer to authenticate. Its headers do not.
        var counts = body is { } page && MayBePage(press, answer) ? RewritePage(answer, page, rules.Nodes, gateway) : default;
        foreach (var name in Headers)
        {
            RewriteHeader(answer.Headers, name, rules.Nodes, gateway, ref counts);
        }

        RewriteHeader(answer.Content.Headers, "Content-Location", rules.Nodes, gateway, ref counts);
        return counts;
    }

    /// <summary>Idle and message pages need not be pages for phones, but mostly are. The answer to authenticate never is one.</summary>
    private static bool MayBePage(Press press, HttpResponseMessage answer) =>
        answer.Content.Headers.ContentEncoding.Count == 0
        && (press.Policy.Expect == Expectation.PhoneXml
            || (press.MayRepeat && AnswerCheck.ContentType(answer)?.Contains("/xml", StringComparison.OrdinalIgnoreCase) == true));

    private static RewriteCounts RewritePage(HttpResponseMessage answer, ReadOnlyMemory<byte> page, KnownNodes nodes, GatewayAddress gateway)
    {
        var rewritten = PageRewriter.Rewrite(page, nodes, gateway);
        if (rewritten.Counts.Rewritten > 0)
        {
            HeldPage.Put(answer, rewritten.Page);
        }

        return rewritten.Counts;
    }

    private static void RewriteHeader(HttpHeaders headers, string name, KnownNodes nodes, GatewayAddress gateway, ref RewriteCounts counts)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
        {
            return;
        }

        var rewritten = new string[values.Count];
        var i = 0;
        foreach (var value in values)
        {
            rewritten[i++] = name switch
            {
                "Set-Cookie" => SetCookieRewriter.Rewrite(value, nodes, gateway.IsHttps),
                "Refresh" => HeaderRewriter.RewriteRefresh(value, nodes, gateway, ref counts),
                _ => HeaderRewriter.RewriteLocation(value, nodes, gateway, ref counts),
            };
        }

        if (!rewritten.SequenceEqual(values))
        {
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, rewritten);
        }
    }
}

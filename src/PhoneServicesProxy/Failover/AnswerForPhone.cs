using System.Net.Http.Headers;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Changes a node's answer to keep the phone on the gateway and its session on that node. The body is changed only if it is held.
/// URLs and cookies in headers are always changed.
/// </summary>
internal static class AnswerForPhone
{
    private static readonly string[] UrlHeaders = ["Location", "Refresh"];

    /// <param name="press">The press.</param>
    /// <param name="answer">The answer that the phone gets.</param>
    /// <param name="body">The body of the answer; null if it is not held and is streamed unchanged.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The number of changes, by kind.</returns>
    public static RewriteCounts Rewrite(Press press, HttpResponseMessage answer, ReadOnlyMemory<byte>? body, DateTimeOffset now)
    {
        var mark = press.KeepsSession ? null : press.Policy.Marks.Of(press.Shown!.Node);
        var gateway = press.Gateway;
        RewriteCookies(press, answer.Headers, mark, gateway, now);
        if (gateway is null)
        {
            return default;
        }

        // A body that is not a page is not changed, because a phone compares the answer to authenticate byte for byte. Its headers are still changed.
        var rules = press.Policy.Rewriting ?? RewriteRules.None;
        var edits = new PageEdits(rules.Nodes, gateway, SessionFor(press, mark)) { Routed = rules.Routed, Rent = press.Pages.Any ? press.Pages.Rent : null };
        var counts = body is { } page && MayBePage(press, answer) ? RewritePage(answer, page, edits) : default;
        foreach (var name in UrlHeaders)
        {
            RewriteHeader(answer.Headers, name, edits, ref counts);
        }

        RewriteHeader(answer.Content.Headers, "Content-Location", edits, ref counts);
        return counts;
    }

    /// <summary>
    /// The mark names the node whose session is in a path. If the phone's own session lives on at another node, URLs lead back to that node.
    /// </summary>
    private static PathSession SessionFor(Press press, string? mark) =>
        mark is not null ? new(mark) : new(press.Sessions!.InPath?.Parameter ?? "", InPlace: true);

    /// <summary>Answers to idle and message URLs need not be phone pages, but most are. The answer to authenticate never is one.</summary>
    private static bool MayBePage(Press press, HttpResponseMessage answer) =>
        answer.Content.Headers.ContentEncoding.Count == 0
        && (press.Policy.Expect == Expectation.PhoneXml
            || (press.MayRepeat && AnswerCheck.ContentType(answer)?.Contains("/xml", StringComparison.OrdinalIgnoreCase) == true));

    private static RewriteCounts RewritePage(HttpResponseMessage answer, ReadOnlyMemory<byte> page, PageEdits edits)
    {
        var rewritten = PageRewriter.Rewrite(page, edits);
        if (!rewritten.Page.Equals(page))
        {
            HeldPage.Put(answer, rewritten.Page);
        }

        return rewritten.Counts;
    }

    /// <param name="press">The press.</param>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="mark">The mark of the node; null if the phone keeps its present session and gets no new one.</param>
    /// <param name="gateway">The gateway's address as this phone sees it; null if unknown.</param>
    /// <param name="now">The current time.</param>
    private static void RewriteCookies(Press press, HttpResponseHeaders headers, string? mark, GatewayAddress? gateway, DateTimeOffset now)
    {
        const string name = "Set-Cookie";
        if (!headers.NonValidated.TryGetValues(name, out var values))
        {
            return;
        }

        var rewritten = new List<string>(values.Count);
        foreach (var value in values)
        {
            if (mark is null && SetCookieMark.IsSession(value))
            {
                continue;
            }

            var cookie = mark is null ? value : SetCookieMark.AddTo(value, mark, now);
            rewritten.Add(press.Policy.Rewriting is { } rules && gateway is not null
                ? SetCookieRewriter.Rewrite(cookie, rules.Nodes, gateway.IsHttps)
                : cookie);
        }

        Replace(headers, name, values, rewritten);
    }

    private static void RewriteHeader(HttpHeaders headers, string name, PageEdits edits, ref RewriteCounts counts)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
        {
            return;
        }

        var rewritten = new List<string>(values.Count);
        foreach (var value in values)
        {
            rewritten.Add(name == "Refresh"
                ? HeaderRewriter.RewriteRefresh(value, edits, ref counts)
                : HeaderRewriter.RewriteLocation(value, edits, ref counts));
        }

        Replace(headers, name, values, rewritten);
    }

    private static void Replace(HttpHeaders headers, string name, HeaderStringValues values, List<string> rewritten)
    {
        if (!rewritten.SequenceEqual(values))
        {
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, rewritten);
        }
    }
}

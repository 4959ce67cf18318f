using System.Net.Http.Headers;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Makes of a node's answer one that keeps the phone on the gateway, and its session on that node: the page, on the bytes that
/// are held already, and the headers with URLs and cookies.
/// </summary>
internal static class AnswerForPhone
{
    private static readonly string[] UrlHeaders = ["Location", "Refresh"];

    /// <param name="press">What the phone asked, and where.</param>
    /// <param name="answer">The answer that the phone gets.</param>
    /// <param name="body">Its body; null where it is not held. It is streamed then, and not looked at.</param>
    /// <param name="now">The time.</param>
    /// <returns>What was done.</returns>
    public static RewriteCounts Rewrite(Press press, HttpResponseMessage answer, ReadOnlyMemory<byte>? body, DateTimeOffset now)
    {
        var mark = press.KeepsSession ? null : press.Policy.Marks.Of(press.Shown!.Node);
        var gateway = press.Gateway;
        RewriteCookies(press, answer.Headers, mark, gateway, now);
        if (gateway is null)
        {
            return default;
        }

        // What is no page goes on byte for byte: a phone compares the answer to authenticate. Its headers do not.
        var edits = new PageEdits(press.Policy.Rewriting?.Nodes ?? KnownNodes.None, gateway, SessionFor(press, mark)) { Rent = press.Pages.Any ? press.Pages.Rent : null };
        var counts = body is { } page && MayBePage(press, answer) ? RewritePage(answer, page, edits) : default;
        foreach (var name in UrlHeaders)
        {
            RewriteHeader(answer.Headers, name, edits, ref counts);
        }

        RewriteHeader(answer.Content.Headers, "Content-Location", edits, ref counts);
        return counts;
    }

    /// <summary>
    /// Whose session is in a path is told by the mark. Where the phone's own session lives on at another node, URLs lead back to
    /// that one.
    /// </summary>
    private static PathSession SessionFor(Press press, string? mark) =>
        mark is not null ? new(mark) : new(press.Sessions!.InPath?.Parameter ?? "", InPlace: true);

    /// <summary>Idle and message pages need not be pages for phones, but mostly are. The answer to authenticate never is one.</summary>
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
    /// <param name="mark">The mark of the node; null where the phone keeps the session that it has, and is given none.</param>
    /// <param name="gateway">Where the phone is, if that is known.</param>
    /// <param name="now">The time.</param>
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

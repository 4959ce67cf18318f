using System.Text;
using System.Text.Unicode;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>
/// States a page's charset where the node states none: the phone would take the page to be in its locale's encoding
/// (XSI 9.1). Only where the page itself leaves no doubt, and only one that the phone listed. Text without a type is called text.
/// </summary>
internal static class StatedCharset
{
    private const string Parameter = "charset";
    private const string PlainText = "text/plain";

    public static void Add(HttpContext context, HttpContent content)
    {
        var response = context.Response;
        var type = response.ContentType;
        if (HasCharset(type) || response.Headers.ContentEncoding.Count > 0)
        {
            return;
        }

        // A page that streams is too long for a phone anyway.
        if (content is not HeldContent { Page: var page })
        {
            return;
        }

        if (IsXml(type))
        {
            State(context, type!, PageCharset.Of(Beginning(page)));
        }
        else if (IsText(context, type, page.Span))
        {
            State(context, string.IsNullOrEmpty(type) ? PlainText : type, PageCharset.Of(Beginning(page)) ?? OfText(page.Span));
        }
    }

    /// <summary>Leniently: <c>utf-8,;q=0.8</c> is what phones really send. No header at all accepts everything.</summary>
    public static bool Accepts(string acceptCharset, string charset)
    {
        foreach (var range in acceptCharset.AsSpan().Split(','))
        {
            var listed = acceptCharset.AsSpan()[range];
            var semicolon = listed.IndexOf(';');
            var name = (semicolon < 0 ? listed : listed[..semicolon]).Trim();
            if (name is "*" || name.Equals(charset, StringComparison.OrdinalIgnoreCase))
            {
                return !IsRefused(semicolon < 0 ? "" : listed[(semicolon + 1)..]);
            }
        }

        return string.IsNullOrWhiteSpace(acceptCharset);
    }

    /// <summary>A weight of zero is a no.</summary>
    private static bool IsRefused(ReadOnlySpan<char> parameters)
    {
        var weight = parameters.Trim();
        return weight.StartsWith("q=0", StringComparison.OrdinalIgnoreCase) && !weight[2..].ContainsAnyInRange('1', '9');
    }

    private static void State(HttpContext context, string type, string? charset) =>
        context.Response.ContentType = charset is not null && Accepts(context.Request.Headers.AcceptCharset.ToString(), charset)
            ? $"{type}; {Parameter}={charset}"
            : type;

    private static ReadOnlySpan<byte> Beginning(ReadOnlyMemory<byte> page) => page.Span[..Math.Min(page.Length, PageCharset.Beginning)];

    /// <summary>A page for phones may be text. The answer to authenticate goes on byte for byte, its type included.</summary>
    private static bool IsText(HttpContext context, string? type, ReadOnlySpan<byte> page) =>
        context.Features.Get<Press>() is { Policy.Expect: not Expectation.Any }
        && PhonePageCheck.Check(page, type).Kind == PhonePageKind.PlainText;

    /// <summary>ASCII is the same in all of them, and what is no UTF-8 may be anything.</summary>
    private static string? OfText(ReadOnlySpan<byte> text) => !Ascii.IsValid(text) && Utf8.IsValid(text) ? "utf-8" : null;

    private static bool HasCharset(string? contentType) => contentType?.Contains(Parameter, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsXml(string? contentType)
    {
        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        type = (semicolon < 0 ? type : type[..semicolon]).Trim();
        return type.Equals("text/xml", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/xml", StringComparison.OrdinalIgnoreCase);
    }
}

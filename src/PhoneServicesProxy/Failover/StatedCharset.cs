using System.Text;
using System.Text.Unicode;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// States a page's charset if the node states none. Otherwise the phone would assume its locale's encoding (XSI 9.1). The charset is
/// stated only if the page leaves no doubt and the phone listed it. A page without a type gets its type, too.
/// </summary>
internal static class StatedCharset
{
    private const string Parameter = "charset";
    private const string PlainText = "text/plain";
    private const string Xml = "text/xml";

    public static void Add(HttpContext context, HttpContent content)
    {
        var response = context.Response;
        var type = response.ContentType;
        if (HasCharset(type) || response.Headers.ContentEncoding.Count > 0)
        {
            return;
        }

        // A streamed page is too long for a phone anyway.
        if (content is not HeldContent { Page: var page })
        {
            return;
        }

        if (IsXml(type))
        {
            State(context, type!, PageCharset.Of(Beginning(page)));
        }
        else if (KindOf(context, type, page.Span) is PhonePageKind.PlainText)
        {
            State(context, string.IsNullOrEmpty(type) ? PlainText : type, PageCharset.Of(Beginning(page)) ?? OfText(page.Span));
        }
        else if (string.IsNullOrEmpty(type) && KindOf(context, type, page.Span) is PhonePageKind.Phone)
        {
            State(context, Xml, PageCharset.Of(Beginning(page)));
        }
    }

    /// <summary>Reads the header leniently, because phones really send <c>utf-8,;q=0.8</c>. A missing header accepts everything.</summary>
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

    /// <summary>A weight of zero means refused.</summary>
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

    /// <summary>Null if the route is not for pages. The answer to authenticate passes byte for byte, its type included.</summary>
    private static PhonePageKind? KindOf(HttpContext context, string? type, ReadOnlySpan<byte> page) =>
        context.Features.Get<Press>() is { Policy.Expect: not (Expectation.Any or Expectation.PlainText) } ? PhonePageCheck.Check(page, type).Kind : null;

    /// <summary>ASCII text needs no charset, because all charsets contain ASCII. Text that is not UTF-8 may have any charset.</summary>
    private static string? OfText(ReadOnlySpan<byte> text) => !Ascii.IsValid(text) && Utf8.IsValid(text) ? "utf-8" : null;

    private static bool HasCharset(string? contentType) => contentType?.Contains(Parameter, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsXml(string? contentType)
    {
        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        type = (semicolon < 0 ? type : type[..semicolon]).Trim();
        return type.Equals(Xml, StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/xml", StringComparison.OrdinalIgnoreCase);
    }
}

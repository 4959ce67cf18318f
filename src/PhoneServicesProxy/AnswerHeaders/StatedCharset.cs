using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>
/// States a page's charset where the node states none: the phone would take the page to be in its locale's encoding
/// (XSI 9.1). Only where the page itself leaves no doubt, and only one that the phone listed.
/// </summary>
internal static class StatedCharset
{
    private const string Parameter = "charset";

    public static async ValueTask AddAsync(HttpContext context, HttpContent content, CancellationToken cancellationToken)
    {
        var response = context.Response;
        if (!IsXmlWithoutCharset(response.ContentType) || response.Headers.ContentEncoding.Count > 0)
        {
            return;
        }

        // A page that is held can be read twice; one that streams is too long for a phone anyway.
        var page = await content.ReadAsStreamAsync(cancellationToken);
        if (!page.CanSeek)
        {
            return;
        }

        var beginning = new byte[PageCharset.Beginning];
        var length = await page.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        page.Position = 0;
        if (PageCharset.Of(beginning.AsSpan(0, length)) is { } charset
            && Accepts(context.Request.Headers.AcceptCharset.ToString(), charset))
        {
            response.ContentType += $"; {Parameter}={charset}";
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

    private static bool IsXmlWithoutCharset(string? contentType)
    {
        if (contentType is null || contentType.Contains(Parameter, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        type = (semicolon < 0 ? type : type[..semicolon]).Trim();
        return type.Equals("text/xml", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/xml", StringComparison.OrdinalIgnoreCase);
    }
}

using System.Net.Http.Headers;
using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Health;

/// <summary>Tells a page that a phone can show from one that it cannot.</summary>
internal static class ProbePageCheck
{
    /// <summary>The root element of a whole phone page; null for a page cut short, HTML, or anything else.</summary>
    public static string? PhoneRoot(ReadOnlyMemory<byte> page, string? contentType)
    {
        var judged = PhonePageCheck.Check(page.Span, contentType);
        return judged.Kind == PhonePageKind.Phone ? $"CiscoIPPhone{judged.Root}" : null;
    }

    /// <summary>The fault of a body that is not a whole phone page, and its position, without any of the content.</summary>
    public static string Describe(ReadOnlyMemory<byte> page, string? contentType) => PhonePageCheck.Check(page.Span, contentType).Kind switch
    {
        PhonePageKind.Empty => "an empty page",
        PhonePageKind.Html => "an HTML page",
        PhonePageKind.NotWellFormed => $"XML that is not well-formed ({PageFaultFinder.Find(page.Span)})",
        PhonePageKind.UnknownRoot => "XML that phones do not know",
        _ => "no page for phones",
    };

    public static string Text(ReadOnlyMemory<byte> page, string? contentType)
    {
        using var reader = new StreamReader(new MemoryStream(page.ToArray()), EncodingOf(contentType));
        return reader.ReadToEnd();
    }

    private static Encoding EncodingOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || type.CharSet is not { Length: > 0 } name)
        {
            return Encoding.UTF8;
        }

        try
        {
            return Encoding.GetEncoding(name.Trim('"'));
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}

using System.Security;
using System.Text;

namespace PhoneServicesProxy.Fallback;

/// <summary>A page that every phone can show, for when no node gave one.</summary>
/// <param name="Title">The service's name; at most 32 characters are shown.</param>
/// <param name="Text">What happened and what to do.</param>
/// <param name="RetryUrl">Where the Retry key leads; null for no such key.</param>
internal sealed record ErrorPage(string Title, string Text, string? RetryUrl)
{
    /// <summary>Titles and prompts (CiscoIPPhone.xsd).</summary>
    private const int MaxTitle = 32;

    /// <summary>URLs in phone XML (CiscoIPPhone.xsd).</summary>
    private const int MaxUrl = 256;

    public byte[] ToBytes()
    {
        var page = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CiscoIPPhoneText>\n")
            .Append(Element("Title", Title.Length > MaxTitle ? Title[..MaxTitle] : Title))
            .Append(Element("Prompt", "Press a key"))
            .Append(Element("Text", Text));
        if (RetryUrl is { Length: <= MaxUrl } url)
        {
            page.Append(SoftKey("Retry", 1, url));
        }

        return Encoding.UTF8.GetBytes(page.Append(SoftKey("Exit", 3, "SoftKey:Exit")).Append("</CiscoIPPhoneText>\n").ToString());
    }

    private static string SoftKey(string name, int position, string url) =>
        $"<SoftKeyItem>\n{Element("Name", name)}{Element("Position", $"{position}")}{Element("URL", url)}</SoftKeyItem>\n";

    private static string Element(string name, string text) => $"<{name}>{SecurityElement.Escape(text)}</{name}>\n";
}

using System.Globalization;
using System.Text;

namespace CallManagerSimulator.Pages;

/// <summary>Writes a phone XML object: title and prompt first, the rest in the order of the calls.</summary>
internal sealed class PhonePage
{
    private readonly string _root;
    private readonly StringBuilder _xml = new("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>", 1024);

    public PhonePage(string root, string title, string prompt)
    {
        _root = root;
        _xml.Append(CultureInfo.InvariantCulture, $"<{root}>");
        Element("Title", title).Element("Prompt", prompt);
    }

    public PhonePage Key(string name, int position, string url)
    {
        _xml.Append("<SoftKeyItem>");
        Element("Name", name).Element("Position", position.ToString(CultureInfo.InvariantCulture)).Element("URL", url);
        _xml.Append("</SoftKeyItem>");
        return this;
    }

    public PhonePage MenuItem(string name, string url)
    {
        _xml.Append("<MenuItem>");
        Element("Name", name).Element("URL", url);
        _xml.Append("</MenuItem>");
        return this;
    }

    public PhonePage Entry(string name, string telephone)
    {
        _xml.Append("<DirectoryEntry>");
        Element("Name", name).Element("Telephone", telephone);
        _xml.Append("</DirectoryEntry>");
        return this;
    }

    public PhonePage Input(string displayName, string parameter, string flags)
    {
        _xml.Append("<InputItem>");
        Element("DisplayName", displayName).Element("QueryStringParam", parameter);
        Element("InputFlags", flags).Element("DefaultValue", "");
        _xml.Append("</InputItem>");
        return this;
    }

    public PhonePage Url(string url) => Element("URL", url);

    public PhonePage Text(string text) => Element("Text", text);

    public Answer ToAnswer() => Answer.Xml($"{_xml}</{_root}>");

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&apos;", StringComparison.Ordinal);

    private PhonePage Element(string name, string value)
    {
        _xml.Append(CultureInfo.InvariantCulture, $"<{name}>{Escape(value)}</{name}>");
        return this;
    }
}

using System.Text;
using System.Xml;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>A page that every phone can show. It is used if no node gave a page.</summary>
/// <param name="Title">The service's name.</param>
/// <param name="Prompt">The line below the page.</param>
/// <param name="Text">The text, which says what happened and what to do.</param>
/// <param name="Keys">The keys; at most eight.</param>
internal sealed record ErrorPage(string Title, string Prompt, string Text, IReadOnlyList<SoftKey> Keys)
{
    /// <summary>The longest title or prompt (CiscoIPPhone.xsd).</summary>
    public const int MaxTitle = 32;

    /// <summary>All text of the page, used to choose an encoding.</summary>
    public string AllText => string.Concat([Title, Prompt, Text, .. Keys.Select(key => key.Name)]);

    /// <summary>The elements have the order of Cisco's schema, which CallManager's pages also use.</summary>
    public byte[] ToBytes(Encoding encoding)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = encoding, Indent = true, NewLineChars = "\n", CheckCharacters = false };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("CiscoIPPhoneText");
            xml.WriteElementString("Title", Title);
            xml.WriteElementString("Prompt", Prompt);
            foreach (var key in Keys)
            {
                xml.WriteStartElement("SoftKeyItem");
                xml.WriteElementString("Name", key.Name);
                xml.WriteElementString("Position", $"{key.Position}");
                xml.WriteElementString("URL", key.Url);
                xml.WriteEndElement();
            }

            xml.WriteElementString("Text", Text);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }
}

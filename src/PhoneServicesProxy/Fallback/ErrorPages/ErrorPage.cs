using System.Text;
using System.Xml;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>A page that every phone can show, for when no node gave one.</summary>
/// <param name="Title">The service's name.</param>
/// <param name="Prompt">The line below.</param>
/// <param name="Text">What happened and what to do.</param>
/// <param name="Keys">The keys; at most eight.</param>
internal sealed record ErrorPage(string Title, string Prompt, string Text, IReadOnlyList<SoftKey> Keys)
{
    /// <summary>Titles and prompts (CiscoIPPhone.xsd).</summary>
    public const int MaxTitle = 32;

    /// <summary>All that the page says, to choose an encoding by.</summary>
    public string AllText => string.Concat([Title, Prompt, Text, .. Keys.Select(key => key.Name)]);

    /// <summary>Elements in the order of Cisco's schema, in which CallManager writes its pages too.</summary>
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

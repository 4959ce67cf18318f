using System.Text;
using System.Xml;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Audit;

/// <summary>
/// The parts of a phone's configuration file that concern phone services. Nothing else is kept, because the file also contains passwords.
/// </summary>
/// <param name="Urls">URL elements and provisioned services, in the order of the file.</param>
/// <param name="Provisioning">0 Internal, 1 External, 2 Both; null if it is not set.</param>
/// <param name="CallManagers">Hosts of the CallManager nodes that the phone registers with.</param>
internal sealed record PhoneFile(IReadOnlyList<PhoneUrl> Urls, int? Provisioning, IReadOnlyList<string> CallManagers)
{
    private static readonly string[] UrlElements =
    [
        "servicesURL", "secureServicesURL", "directoryURL", "secureDirectoryURL", "authenticationURL", "secureAuthenticationURL", "informationURL",
        "secureInformationURL", "messagesURL", "secureMessagesURL", "idleURL", "secureIdleURL", "proxyServerURL",
    ];

    private static readonly byte[][] Beginnings = ["<?xml"u8.ToArray(), "<device"u8.ToArray(), "<Default"u8.ToArray()];

    /// <summary>A byte order mark, or the first character of the XML, in UTF-16.</summary>
    private static readonly byte[][] BeginningsInUtf16 = [[0xFF, 0xFE], [0xFE, 0xFF], [(byte)'<', 0], [0, (byte)'<']];

    /// <summary>Reads a plain or signed file. In a signed file, a binary header precedes the XML.</summary>
    /// <returns>Null if it is not a phone's configuration: it is encrypted, or another page.</returns>
    /// <exception cref="XmlException">It is not well-formed.</exception>
    public static PhoneFile? Read(ReadOnlyMemory<byte> file)
    {
        var start = StartOf(file.Span);
        if (start < 0)
        {
            return null;
        }

        using var stream = new MemoryStream(file[start..].ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, new()
        {
            // A DTD is neither read nor expanded, so a reference to an entity is an error.
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
        return reader.MoveToContent() == XmlNodeType.Element && (Is(reader, "device") || Is(reader, "Default")) ? Read(reader) : null;
    }

    /// <summary>Returns -1 if there is no XML of a phone.</summary>
    private static int StartOf(ReadOnlySpan<byte> file)
    {
        foreach (var beginning in BeginningsInUtf16)
        {
            if (file.StartsWith(beginning))
            {
                return 0;
            }
        }

        for (var start = file.IndexOf((byte)'<'); start >= 0;)
        {
            foreach (var beginning in Beginnings)
            {
                if (file.Length - start >= beginning.Length && Ascii.EqualsIgnoreCase(file.Slice(start, beginning.Length), beginning))
                {
                    return start;
                }
            }

            start = file[(start + 1)..].IndexOf((byte)'<') is >= 0 and var next ? start + 1 + next : -1;
        }

        return -1;
    }

    private static PhoneFile Read(XmlReader reader)
    {
        var urls = new List<PhoneUrl>();
        var callManagers = new List<string>();
        int? provisioning = null;
        var (service, serviceUrl) = ("", "");
        var text = new StringBuilder();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    text.Clear();
                    if (Is(reader, "phoneService"))
                    {
                        (service, serviceUrl) = ("", "");
                    }

                    if (reader.IsEmptyElement)
                    {
                        Take(reader);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    Take(reader);
                    text.Clear();
                    if (reader.Depth == 0)
                    {
                        // A signature may follow.
                        return new(urls, provisioning, callManagers);
                    }

                    break;
            }
        }

        return new(urls, provisioning, callManagers);

        void Take(XmlReader element)
        {
            var value = text.ToString().Trim();
            if (element.Depth == 1 && UrlElements.Contains(element.LocalName, StringComparer.OrdinalIgnoreCase))
            {
                urls.Add(new(PhoneUrl.File, element.LocalName, value));
            }
            else if (Is(element, "processNodeName") && value.Length > 0)
            {
                callManagers.Add(value);
            }
            else if (element.Depth == 2 && Is(element, "provisioning") && int.TryParse(value, out var way))
            {
                provisioning = way;
            }
            else if (element.Depth == 3 && Is(element, "name"))
            {
                service = PrintableText.Of(value);
            }
            else if (element.Depth == 3 && Is(element, "url"))
            {
                serviceUrl = value;
            }
            else if (Is(element, "phoneService"))
            {
                urls.Add(new(PhoneUrl.Service, service, serviceUrl));
            }
        }
    }

    private static bool Is(XmlReader element, string name) => element.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);
}

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

    /// <summary>Reads a plain or signed file. In a signed file, a binary header precedes the XML.</summary>
    /// <returns>Null if it is not a phone's configuration: it is encrypted, or another page.</returns>
    /// <exception cref="XmlException">It is not well-formed.</exception>
    public static PhoneFile? Read(ReadOnlyMemory<byte> file)
    {
        var start = Beginnings.Select(beginning => file.Span.IndexOf(beginning)).Where(index => index >= 0).DefaultIfEmpty(-1).Min();
        if (start < 0)
        {
            return null;
        }

        using var stream = new MemoryStream(file[start..].ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
        return reader.MoveToContent() == XmlNodeType.Element && (Is(reader, "device") || Is(reader, "Default")) ? Read(reader) : null;
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

using System.Xml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>Everything that a parser finds in a page, with the URLs marked as such by a table of their own.</summary>
internal static class PageValues
{
    private static readonly string[] UrlPlaces =
    [
        .. from parent in new[]
           {
               "MenuItem", "SoftKeyItem", "KeyItem", "IconItem", "ResponseItem", "CiscoIPPhoneInput", "CiscoIPPhoneImageFile",
               "CiscoIPPhoneGraphicFileMenu", "CiscoIPPhoneStatusFile",
           }
           from element in new[] { "URL", "URLDown" }
           select $"{parent}/{element}",
        "ExecuteItem/@URL", "ResponseItem/@URL",
    ];

    /// <summary>Throws <see cref="XmlException"/> for what is not well-formed.</summary>
    public static IReadOnlyList<(string Place, string Value, bool IsUrl)> Of(string page)
    {
        using var reader = Reader(page);
        var values = new List<(string Place, string Value, bool IsUrl)>();
        var open = new Stack<(string Name, int Index)>();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var parent = open.Count > 0 ? open.Peek().Name : "";
                    Add(values, $"{parent}/{reader.Name}", "");
                    if (!reader.IsEmptyElement)
                        open.Push((reader.Name, values.Count - 1));

                    AddAttributes(values, reader);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    var (place, text, isUrl) = values[open.Peek().Index];
                    values[open.Peek().Index] = (place, text + reader.Value, isUrl);
                    break;
                default:
                    Add(values, reader.NodeType + reader.Name, reader.Value);
                    break;
            }
        }

        return values;
    }

    public static bool IsWellFormed(string page)
    {
        try
        {
            using var reader = Reader(page);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    // Without namespaces, which phones do not know; from text, so that the declared encoding does not matter.
    private static XmlTextReader Reader(string page) =>
        new(new StringReader(page))
        {
            Namespaces = false,
            DtdProcessing = DtdProcessing.Prohibit,
            EntityHandling = EntityHandling.ExpandEntities,
            Normalization = true,
            XmlResolver = null,
        };

    private static void AddAttributes(List<(string Place, string Value, bool IsUrl)> values, XmlTextReader reader)
    {
        var element = reader.Name;
        while (reader.MoveToNextAttribute())
        {
            Add(values, $"{element}/@{reader.Name}", reader.Value);
        }
    }

    private static void Add(List<(string Place, string Value, bool IsUrl)> values, string place, string value)
    {
        var isFocus = place.StartsWith("CiscoIP", StringComparison.Ordinal) && place.Contains("/@onApp", StringComparison.Ordinal);
        values.Add((place, value, isFocus || UrlPlaces.Contains(place)));
    }
}

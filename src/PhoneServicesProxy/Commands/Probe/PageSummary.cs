using System.Text;
using System.Xml;
using System.Xml.Linq;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Commands.Probe;

/// <summary>A summary of a page.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Root">Its root element; null if it is no page for phones.</param>
/// <param name="Title">Its title; null if there is none.</param>
/// <param name="Number">The number at its end; null if there is none, or if the service has no numbers.</param>
/// <param name="Meaning">The configured meaning of the number.</param>
internal sealed record PageSummary(int Status, string? Root, string? Title, int? Number, string? Meaning)
{
    private const int TitleLength = 40;

    /// <param name="page">The page.</param>
    /// <param name="numbers">The page numbers of the service; null if it has none.</param>
    public static PageSummary Of(ProbePage page, PageNumberSet? numbers)
    {
        var root = ProbePageCheck.PhoneRoot(page.Body, page.ContentType);
        if (root is null)
        {
            return new(page.Status, null, null, null, null);
        }

        PageNumberOptions? known = null;
        int? number = numbers is not null && ExtensionMobilityNumber.TryFind(page.Body.Span, out var found) ? found : null;
        if (number is { } listed)
        {
            numbers!.TryFind(listed, out known);
        }

        return new(page.Status, root, TitleOf(page), number, known?.Meaning);
    }

    public override string ToString()
    {
        var text = new StringBuilder(Root ?? "no page for phones");
        if (Title is not null)
        {
            text.Append(null, $" \"{Title}\"");
        }

        if (Number is not null)
        {
            text.Append(null, $", number {Number}");
        }

        return (Meaning is null ? text : text.Append(null, $": {Meaning}")).ToString();
    }

    private static string? TitleOf(ProbePage page)
    {
        try
        {
            // The title is printed on a terminal, so control characters are removed.
            var title = XDocument.Parse(ProbePageCheck.Text(page.Body, page.ContentType)).Root?.Element("Title")?.Value.Trim();
            var clean = title is null ? "" : string.Concat(title.Where(character => !char.IsControl(character)));
            return clean.Length == 0 ? null : clean.Length <= TitleLength ? clean : $"{clean[..TitleLength]}…";
        }
        catch (XmlException)
        {
            // Phones are less strict than this parser, so a parse error is no fault of the page.
            return null;
        }
    }
}

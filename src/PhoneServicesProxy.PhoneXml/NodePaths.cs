using System.Buffers;
using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>The paths under which a page leads to nodes. Not for each press: it costs more than rewriting.</summary>
internal static class NodePaths
{
    /// <summary>Longer ones are cut off; no phone page has such a path.</summary>
    private const int MaxLength = 200;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("?#;&\"'<> \t\r\n"u8);

    /// <summary>Each path once, without query and session; none for a page that is not well-formed, or in UTF-16.</summary>
    public static IReadOnlyCollection<string> In(ReadOnlySpan<byte> page, KnownNodes nodes, GatewayAddress gateway)
    {
        var finder = new NodeUrlFinder(page, new(nodes, gateway));
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (finder.Find().IllFormed > 0 || finder.Edits is not { } edits)
            return found;

        foreach (var edit in edits.Where(edit => edit.Kind is UrlEditKind.Http or UrlEditKind.Https))
        {
            var rest = page[edit.Range.End..];
            var end = rest.IndexOfAny(Ends);
            var path = Encoding.ASCII.GetString(rest[..Math.Min(end < 0 ? rest.Length : end, MaxLength)]);
            if (path.StartsWith('/'))
                found.Add(Uri.UnescapeDataString(path));
        }

        return found;
    }
}

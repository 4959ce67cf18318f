using System.Buffers;
using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>Finds the paths of the URLs of nodes in a page. It costs more than rewriting, so it must not run at each press.</summary>
internal static class NodePaths
{
    /// <summary>Longer paths are cut off. No phone page has one.</summary>
    private const int MaxLength = 200;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("?#;&\"'<> \t\r\n"u8);

    /// <summary>Returns each path once, without query and session. The result is empty for a page that is not well-formed or is in UTF-16.</summary>
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

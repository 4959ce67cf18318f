using System.Buffers;
using System.Text.RegularExpressions;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Checks a request's target in its original bytes, before any decoding. Names of phone pages consist of letters and digits, and phones
/// send them without encoding. So an accepted path contains nothing that IIS or Tomcat might decode, remove or reorder, and the gateway
/// need not decode paths as they do.
/// </summary>
internal static partial class RequestTarget
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x21).Append(0x7F).Select(code => (char)code)]);

    /// <summary>Returns what is wrong with the target; null if nothing is.</summary>
    public static RefusalReason? Fault(ReadOnlySpan<char> target)
    {
        if (target is not ['/', ..])
        {
            return RefusalReason.Target;
        }

        var mark = target.IndexOf('?');
        if (!IsPlainPath(mark < 0 ? target : target[..mark]))
        {
            return RefusalReason.Path;
        }

        return mark >= 0 && HoldsControls(target[mark..]) ? RefusalReason.Query : null;
    }

    /// <summary>
    /// Segments may have letters, digits, hyphens, underscores and single dots inside. Tomcat's session may follow the last segment.
    /// </summary>
    private static bool IsPlainPath(ReadOnlySpan<char> path)
    {
        var semicolon = path.IndexOf(';');
        if (semicolon >= 0)
        {
            if (!SessionInPath.IsWellFormed(path[semicolon..]))
            {
                return false;
            }

            path = path[..semicolon];
        }

        if (path.ContainsAnyExcept(RoutePath.Characters))
        {
            return false;
        }

        // Dots and slashes may not be adjacent or at the end: no "..", no "//", no "/.", no "./".
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i] is '.' or '/' && path[i - 1] is '.' or '/')
            {
                return false;
            }
        }

        return path[^1] is not ('.' or '/');
    }

    /// <summary>
    /// A node may copy a decoded value into a header of its answer, such as <c>Location</c>. A line break would then start another header.
    /// The rest of a query is not checked or changed.
    /// </summary>
    private static bool HoldsControls(ReadOnlySpan<char> query) =>
        query.ContainsAny(Controls) || (query.Contains('%') && EncodedControl().IsMatch(query));

    /// <summary>Also matches %u, which IIS decodes, and overlong sequences, which old UTF-8 decoders accept.</summary>
    [GeneratedRegex("%([01][0-9a-f]|7f|u00([01][0-9a-f]|7f)|c0%[89][0-9a-f]|e0%80%[89][0-9a-f])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedControl();
}

using System.Buffers;
using System.Text.RegularExpressions;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Judges a request's target as it stands on the wire, before anything is decoded. Phone pages have names of letters and digits,
/// and phones write them as they are. So whatever IIS or Tomcat might decode, take away or turn round cannot be in a path that is
/// let through, and there is nothing to decode in the way that they do.
/// </summary>
internal static partial class RequestTarget
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x21).Append(0x7F).Select(code => (char)code)]);

    /// <summary>What is wrong with it; null where nothing is.</summary>
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

    /// <summary>Segments of letters, digits, hyphens and underscores, with single dots inside; perhaps Tomcat's session behind the last.</summary>
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

        // Neither dots nor slashes stand side by side or at the end: no "..", no "//", no "/.", no "./".
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
    /// What a node decodes it may write into a header of its answer, such as <c>Location</c>; a line break would begin another
    /// header there. Everything else in a query is the phone's and stays as it is.
    /// </summary>
    private static bool HoldsControls(ReadOnlySpan<char> query) =>
        query.ContainsAny(Controls) || (query.Contains('%') && EncodedControl().IsMatch(query));

    /// <summary>Also by %u, as IIS knows it, and in more bytes than they need, as old decoders of UTF-8 take them.</summary>
    [GeneratedRegex("%([01][0-9a-f]|7f|u00([01][0-9a-f]|7f)|c0%[89][0-9a-f]|e0%80%[89][0-9a-f])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedControl();
}

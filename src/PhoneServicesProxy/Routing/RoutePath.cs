using System.Buffers;

namespace PhoneServicesProxy.Routing;

/// <summary>The path that a node gets. It has the route's own spelling, so a node sees only paths that the configuration names.</summary>
internal static class RoutePath
{
    /// <summary>The characters in paths of phone pages. A request with any other character matches no route.</summary>
    public static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <summary>
    /// Routes match without regard to case, as IIS does, but Tomcat's paths are case-sensitive. The value of a route's parameter is passed on as the
    /// phone wrote it.
    /// </summary>
    /// <param name="pattern">The route's <c>Match:Path</c>; null if it has none.</param>
    /// <param name="path">A path that the route matches.</param>
    public static PathString Of(string? pattern, PathString path)
    {
        if (pattern is not ['/', ..])
        {
            return path;
        }

        var parameter = pattern.IndexOf('{');
        var literal = parameter < 0 ? pattern : pattern.AsSpan(0, parameter);
        var received = path.Value.AsSpan();
        return received.StartsWith(literal, StringComparison.Ordinal) || !received.StartsWith(literal, StringComparison.OrdinalIgnoreCase)
            ? path
            : new(string.Concat(literal, received[literal.Length..]));
    }
}

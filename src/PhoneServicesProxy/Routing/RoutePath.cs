using System.Buffers;

namespace PhoneServicesProxy.Routing;

/// <summary>The path that a node gets: the route's own spelling, so that a node sees only what the configuration names.</summary>
internal static class RoutePath
{
    /// <summary>Those that paths of phone pages have. A request with any other is let through to no route.</summary>
    public static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <summary>
    /// Routes match without regard to case, as IIS does; Tomcat's pages have one spelling. What stands in the place of a route's
    /// parameter goes on as the phone wrote it.
    /// </summary>
    /// <param name="pattern">The route's <c>Match:Path</c>; null where it has none.</param>
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

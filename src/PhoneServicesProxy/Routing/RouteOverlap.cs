using Microsoft.AspNetCore.Routing.Patterns;
using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>
/// Finds out whether one request can match two routes of equal precedence. Routing throws for each such request. Precedence depends on the order,
/// on how specific the path is, and on methods, hosts and conditions. So only routes that are equal in all of these are compared.
/// </summary>
/// <param name="route">The route.</param>
/// <param name="pattern">Its path.</param>
/// <param name="policies">The constraints of each path parameter.</param>
internal sealed class RouteOverlap(RouteConfig route, RoutePattern pattern, IReadOnlyDictionary<string, IReadOnlyList<IRouteConstraint>> policies)
{
    public RouteConfig Route => route;

    public bool Overlaps(RouteOverlap other) =>
        Rank == other.Rank
        && PathsMeet(other)
        && Meet(route.Match.Methods, other.Route.Match.Methods, (a, b) => a.Equals(b, StringComparison.OrdinalIgnoreCase))
        && Meet(route.Match.Hosts, other.Route.Match.Hosts, HostsMeet)
        && !Headers.Any(mine => other.Headers.Any(mine.Excludes))
        && !Parameters.Any(mine => other.Parameters.Any(mine.Excludes))
        && !LacksOneOf(other) && !other.LacksOneOf(this);

    private (int Order, decimal Path, bool Methods, bool Hosts, int Headers, int Parameters) Rank =>
        (route.Order ?? 0, pattern.InboundPrecedence, route.Match.Methods is { Count: > 0 }, route.Match.Hosts is { Count: > 0 },
            route.Match.Headers?.Count ?? 0, route.Match.QueryParameters?.Count ?? 0);

    private IEnumerable<RouteCondition> Headers => (route.Match.Headers ?? []).Select(RouteCondition.Of);

    private IEnumerable<RouteCondition> Parameters => (route.Match.QueryParameters ?? []).Select(RouteCondition.Of);

    private IEnumerable<PathPart> Parts => pattern.PathSegments.Select(segment => new PathPart(segment, policies));

    /// <summary>Paths of equal precedence have the same number of segments.</summary>
    private bool PathsMeet(RouteOverlap other) => Parts.Zip(other.Parts).All(pair => pair.First.Meets(pair.Second));

    /// <summary>A request needs to match one entry of each list. A missing list is no condition.</summary>
    private static bool Meet(IReadOnlyList<string>? mine, IReadOnlyList<string>? others, Func<string, string, bool> meets) =>
        mine is not { Count: > 0 } || others is not { Count: > 0 } || mine.Any(one => others.Any(other => meets(one, other)));

    private static bool HostsMeet(string a, string b) => Covers(a, b) || Covers(b, a);

    private static bool Covers(string a, string b)
    {
        var (host, name) = (a.Split(':')[0], b.Split(':')[0]);
        var samePort = !a.Contains(':', StringComparison.Ordinal) || !b.Contains(':', StringComparison.Ordinal) || a[a.IndexOf(':', StringComparison.Ordinal)..] == b[b.IndexOf(':', StringComparison.Ordinal)..];
        return samePort && (host.Equals(name, StringComparison.OrdinalIgnoreCase)
            || host == "*"
            || (host.StartsWith("*.", StringComparison.Ordinal) && name.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Returns true if the other route needs a parameter that this route's OnlyQueryParameters does not allow.</summary>
    private bool LacksOneOf(RouteOverlap other) =>
        route.Metadata?.GetValueOrDefault(RouteMetadata.OnlyQueryParameters) is { } only
        && other.Parameters.Any(condition => condition.NeedsValue && !CommaSeparated.Contains(only, condition.Name));
}

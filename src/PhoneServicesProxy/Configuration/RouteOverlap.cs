using Microsoft.AspNetCore.Routing.Patterns;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Tells whether one request can match two routes of which neither goes first. Routing throws at each such request. Which route goes first is
/// decided by order, by how exact the path is, and by whether there are methods, hosts and conditions: here only routes are compared that
/// are equal in all of that.
/// </summary>
/// <param name="route">The route.</param>
/// <param name="pattern">Its path.</param>
/// <param name="policies">What a path parameter must be, for each parameter.</param>
internal sealed class RouteOverlap(RouteConfig route, RoutePattern pattern, IReadOnlyDictionary<string, IReadOnlyList<IRouteConstraint>> policies)
{
    /// <summary>Values that tell the usual constraints apart.</summary>
    private static readonly string[] Samples =
        ["1", "0", "-1", "12345", "a", "abc", "abcdefgh", "true", "1.5", "12:30", "2026-01-01", "4f1d7a3e-9f0b-4a55-8c67-0a9f4e3c2b1d", "file.txt", "SEP001122334455"];

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

    /// <summary>Each path of a rank has the same kind of segment at the same place.</summary>
    private bool PathsMeet(RouteOverlap other) => SegmentsOf.Zip(other.SegmentsOf).All(pair => SegmentsMeet(pair.First, other, pair.Second));

    private IReadOnlyList<RoutePatternPathSegment> SegmentsOf => pattern.PathSegments;

    private bool SegmentsMeet(RoutePatternPathSegment mine, RouteOverlap other, RoutePatternPathSegment others)
    {
        if (mine.IsSimple && others.IsSimple && mine.Parts[0] is RoutePatternParameterPart a && others.Parts[0] is RoutePatternParameterPart b)
        {
            var (ofMine, ofOther) = (policies[a.Name], other.PoliciesOf(b.Name));
            return ofMine.Count == 0 || ofOther.Count == 0 || Same(a, b) || Samples.Any(sample => Allow(ofMine, a.Name, sample) && Allow(ofOther, b.Name, sample));
        }

        return Text(mine).Equals(Text(others), StringComparison.OrdinalIgnoreCase);
    }

    private IReadOnlyList<IRouteConstraint> PoliciesOf(string parameter) => policies[parameter];

    private static bool Same(RoutePatternParameterPart a, RoutePatternParameterPart b) =>
        a.ParameterPolicies.Select(policy => policy.Content).Order().SequenceEqual(b.ParameterPolicies.Select(policy => policy.Content).Order());

    private static bool Allow(IEnumerable<IRouteConstraint> constraints, string name, string value) =>
        constraints.All(constraint => constraint.Match(null, null, name, new() { [name] = value }, RouteDirection.IncomingRequest));

    /// <summary>A segment whose parameters have no names: those do not matter.</summary>
    private static string Text(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        _ => "",
    }));

    /// <summary>Two lists of which a request needs to fulfil one entry each; no list is no condition.</summary>
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

    /// <summary>Whether the other one asks for a parameter that this route's OnlyQueryParameters does not let through.</summary>
    private bool LacksOneOf(RouteOverlap other) =>
        route.Metadata?.GetValueOrDefault(RouteMetadata.OnlyQueryParameters) is { } only
        && other.Parameters.Any(condition => condition.NeedsValue && !CommaSeparated.Contains(only, condition.Name));
}

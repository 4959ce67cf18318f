using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>Finds out whether one of the gateway's routes matches a path.</summary>
internal sealed class RoutedPaths
{
    /// <summary>Pages name the same few paths again and again. A page with more of them has ids in its paths, which do not repeat.</summary>
    private const int MostRemembered = 1000;

    private readonly IReadOnlyList<(TemplateMatcher Path, IReadOnlyList<(string Name, IRouteConstraint Constraint)> Constraints)> _routes;
    private readonly ConcurrentDictionary<string, bool> _remembered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public RoutedPaths(IEnumerable<RouteConfig> routes, ParameterPolicyFactory policies)
    {
        _routes = [.. routes.Select(route => Matcher(RoutePatternFactory.Parse(route.Match.Path ?? "/{**rest}"), policies))];
        _lookup = _remembered.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>True if the route matches GET, which a phone sends for a key press.</summary>
    public static bool TakesGet(RouteConfig route) =>
        route.Match.Methods is not { Count: > 0 } methods || methods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase);

    /// <param name="path">The path of a request, without percent signs.</param>
    public bool Take(string path) => _routes.Any(route =>
    {
        var values = new RouteValueDictionary();
        return route.Path.TryMatch(path, values)
            && route.Constraints.All(condition => condition.Constraint.Match(null, null, condition.Name, values, RouteDirection.IncomingRequest));
    });

    /// <param name="path">The path of a URL, as it is written.</param>
    public bool TakeWritten(ReadOnlySpan<char> path)
    {
        if (_lookup.TryGetValue(path, out var known))
        {
            return known;
        }

        var written = path.ToString();
        var takes = Take(Uri.UnescapeDataString(written));
        if (_remembered.Count < MostRemembered)
        {
            _remembered.TryAdd(written, takes);
        }

        return takes;
    }

    private static (TemplateMatcher, IReadOnlyList<(string, IRouteConstraint)>) Matcher(RoutePattern pattern, ParameterPolicyFactory policies) =>
        (new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary(pattern.Defaults)),
        [
            .. from parameter in pattern.Parameters
               from policy in parameter.ParameterPolicies
               let constraint = policies.Create(parameter, policy) as IRouteConstraint
               where constraint is not null
               select (parameter.Name, constraint),
        ]);
}

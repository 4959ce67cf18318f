using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>Finds out whether one of the gateway's routes matches a GET for a path.</summary>
internal sealed class RoutedPaths
{
    private readonly IReadOnlyList<(TemplateMatcher Path, IReadOnlyList<(string Name, IRouteConstraint Constraint)> Constraints)> _routes;

    public RoutedPaths(IEnumerable<RouteConfig> routes, ParameterPolicyFactory policies) =>
        _routes = [.. routes.Where(TakesGet).Select(route => Matcher(RoutePatternFactory.Parse(route.Match.Path ?? "/{**rest}"), policies))];

    public bool Take(string path) => _routes.Any(route =>
    {
        var values = new RouteValueDictionary();
        return route.Path.TryMatch(path, values)
            && route.Constraints.All(condition => condition.Constraint.Match(null, null, condition.Name, values, RouteDirection.IncomingRequest));
    });

    private static bool TakesGet(RouteConfig route) =>
        route.Match.Methods is not { Count: > 0 } methods || methods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase);

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

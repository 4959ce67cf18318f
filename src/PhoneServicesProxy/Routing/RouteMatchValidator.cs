using Microsoft.AspNetCore.Routing.Patterns;
using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>
/// Checks what routes match: routing must be able to parse each path, and no two routes may match the same request. Otherwise routing fails only
/// when a press comes. An unknown constraint fails every press.
/// </summary>
internal sealed class RouteMatchValidator(ParameterPolicyFactory policies, ErrorList errors)
{
    private const string Everything = "/{**rest}";

    public void Validate(IReadOnlyList<RouteConfig> routes)
    {
        var readable = routes.Select(Read).OfType<RouteOverlap>().ToArray();
        for (var i = 0; i < readable.Length; i++)
        {
            foreach (var other in readable.Take(i).Where(readable[i].Overlaps))
            {
                AddConflict(readable[i].Route, other.Route);
            }
        }
    }

    private static string KeyOf(RouteConfig route) => $"{YarpSection.Name}:Routes:{route.RouteId}:Match";

    /// <summary>Returns null if the path cannot be parsed, and adds an error.</summary>
    private RouteOverlap? Read(RouteConfig route)
    {
        var path = route.Match.Path ?? Everything;
        if (Fault(path) is { } fault)
        {
            AddPath(route, fault);
            return null;
        }

        try
        {
            var pattern = RoutePatternFactory.Parse(path);
            if (pattern.PathSegments.SelectMany(segment => segment.Parts).OfType<RoutePatternLiteralPart>().Any(part => part.Content.AsSpan().ContainsAnyExcept(RoutePath.Characters)))
            {
                AddPath(route, "No request matches it, because paths consist of letters, digits, -, _ and dots. Write such a path, with a part that varies in braces, such as \"/service/{name}\".");
                return null;
            }

            if (pattern.PathSegments.Any(segment => segment.Parts is [RoutePatternLiteralPart { Content: "." or ".." }]))
            {
                AddPath(route, "No request matches it: \".\" and \"..\" in a path are resolved before it is compared. Write the path without them.");
                return null;
            }

            return new(route, pattern, pattern.Parameters.ToDictionary(parameter => parameter.Name, Constraints, StringComparer.OrdinalIgnoreCase));
        }
        catch (RoutePatternException error)
        {
            AddPath(route, $"{Describe(error)} Write a path such as \"/ccmcip/page.jsp\", \"/service/{{name}}\" or \"/service/{{**rest}}\".");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or RouteCreationException)
        {
            AddPath(route, "A condition in braces is not valid. Write one such as {id:int}, {name:alpha}, {name:length(1,15)} or {name:regex(^SEP)}, or {name} for none.");
        }

        return null;
    }

    private IReadOnlyList<IRouteConstraint> Constraints(RoutePatternParameterPart parameter)
    {
        var constraints = parameter.ParameterPolicies.Select(reference => policies.Create(parameter, reference)).OfType<IRouteConstraint>().ToArray();
        foreach (var constraint in constraints)
        {
            // A regular expression is compiled only when it is first used.
            constraint.Match(null, null, parameter.Name, new() { [parameter.Name] = "a" }, RouteDirection.IncomingRequest);
        }

        return constraints;
    }

    /// <summary>Says what is wrong with the braces of a path.</summary>
    public static string Describe(RoutePatternException error)
    {
        return Says("more than one time") ? "Two parameters in braces have the same name."
        : Says("last segment") ? "{**rest} can only be the last part."
        : Says("consecutively") ? "Two slashes, or two parameters, follow each other."
        : Says("incomplete parameter") || Says("mismatched") ? "A brace is not closed or not opened."
        : "The text in braces is not a name.";

        bool Says(string part) => error.Message.Contains(part, StringComparison.Ordinal);
    }

    private static string? Fault(string path) =>
        path.Contains("://", StringComparison.Ordinal) ? "Write the path alone, without scheme and host."
        : !path.StartsWith('/') ? $"Write the path with a slash before it: \"/{path.TrimStart('~', '/')}\"."
        : path.Split('{')[0].AsSpan().IndexOfAny("?#") >= 0 ? "Write the path alone. Conditions for the query belong in Match:QueryParameters."
        : path.Split('{')[0].AsSpan().IndexOfAny(" %\\\"") >= 0 ? "No phone sends such a path. Write it without blanks, quotes, backslashes and percent signs."
        : path.Split('{')[0].TrimEnd('*') is var before && before.Length < path.Split('{')[0].Length ? $"A star has no special meaning here. Write \"{before}{{**rest}}\" for all paths below."
        : null;

    private void AddPath(RouteConfig route, string remedy)
    {
        var key = $"{KeyOf(route)}:Path";
        errors.Add(key, $"is \"{route.Match.Path}\". {remedy}");
    }

    private void AddConflict(RouteConfig one, RouteConfig two)
    {
        // The error names the route that the site has written, because the site can change that one.
        var (written, other) = errors.Sources.IsOfSite(KeyOf(one)) || !errors.Sources.IsOfSite(KeyOf(two)) ? (one, two) : (two, one);
        errors.Add(KeyOf(written),
            $"matches requests that the route \"{other.RouteId}\" also matches (Path \"{written.Match.Path}\" and \"{other.Match.Path}\"), and neither comes first. These requests would fail. "
            + $"Write another Path, other Methods, or a different Order for one of them (the lowest comes first). \"{other.RouteId}\" is at {YarpSection.Name}:Routes:{other.RouteId}.");
    }
}

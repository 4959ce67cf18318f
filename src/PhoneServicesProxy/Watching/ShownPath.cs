using Microsoft.AspNetCore.Routing.Patterns;

namespace PhoneServicesProxy.Watching;

/// <summary>A route's path as configured, with the bare names of its parameters. It never contains values from a request.</summary>
internal static class ShownPath
{
    public static string? Of(string? pattern) =>
        pattern is null ? null : $"/{string.Join('/', RoutePatternFactory.Parse(pattern).PathSegments.Select(segment => string.Concat(segment.Parts.Select(Of))))}";

    private static string Of(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{(parameter.IsCatchAll ? "**" : "")}{parameter.Name}}}",
        _ => "",
    };
}

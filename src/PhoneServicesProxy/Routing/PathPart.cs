using Microsoft.AspNetCore.Routing.Patterns;

namespace PhoneServicesProxy.Routing;

/// <summary>One segment of a route's path, between two slashes.</summary>
/// <param name="segment">The segment as routing has parsed it.</param>
/// <param name="constraints">The constraints of each parameter.</param>
internal sealed class PathPart(RoutePatternPathSegment segment, IReadOnlyDictionary<string, IReadOnlyList<IRouteConstraint>> constraints)
{
    private readonly RoutePatternParameterPart[] _parameters = [.. segment.Parts.OfType<RoutePatternParameterPart>()];

    /// <summary>
    /// Returns true unless it is proven that no text matches both. If a text matches both, routing throws only when a press has that text.
    /// So in doubt the result is true.
    /// </summary>
    public bool Meets(PathPart other)
    {
        if (_parameters.Length == 0 || other._parameters.Length == 0)
        {
            return _parameters.Length == other._parameters.Length && Before.Equals(other.Before, StringComparison.OrdinalIgnoreCase);
        }

        return (MayBeAbsent && other.MayBeAbsent) || !(HasSameFrame(other) ? Inner.Excludes(other.Inner) : Known.Excludes(other.Known));
    }

    private static string Text(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    };

    private string Before => string.Concat(segment.Parts.TakeWhile(part => !part.IsParameter).Select(Text));

    private string After => string.Concat(segment.Parts.Reverse().TakeWhile(part => !part.IsParameter).Reverse().Select(Text));

    /// <summary>The known properties of the first parameter's value.</summary>
    private KnownText Inner => KnownConstraint.Of(constraints[_parameters[0].Name]);

    private KnownText Known =>
        segment.IsSimple ? Inner
        : _parameters.Length == 1 ? Inner.Between(Before, After)

        // If the last parameter is optional, the dot before it is optional too.
        : new() { Start = Before, End = After, Held = string.Concat((_parameters[^1].IsOptional ? segment.Parts.SkipLast(2) : segment.Parts).Select(Text)) };

    /// <summary>If the texts around the parameters are equal, only the values can differ.</summary>
    private bool HasSameFrame(PathPart other) =>
        _parameters.Length == 1 && other._parameters.Length == 1
        && Before.Equals(other.Before, StringComparison.OrdinalIgnoreCase) && After.Equals(other.After, StringComparison.OrdinalIgnoreCase);

    /// <summary>True if the path may end before this segment.</summary>
    private bool MayBeAbsent
    {
        get
        {
            if (!segment.IsSimple || _parameters[0] is not { } parameter || !(parameter.IsOptional || parameter.IsCatchAll || parameter.Default is not null))
            {
                return false;
            }

            var values = new RouteValueDictionary();
            if (parameter.Default is { } value)
            {
                values[parameter.Name] = value;
            }

            return constraints[parameter.Name].All(constraint => constraint.Match(null, null, parameter.Name, values, RouteDirection.IncomingRequest));
        }
    }
}

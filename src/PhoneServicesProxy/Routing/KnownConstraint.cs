using Microsoft.AspNetCore.Routing.Constraints;

namespace PhoneServicesProxy.Routing;

/// <summary>Knows what a route constraint says about a value. About constraints that are not listed, nothing is known.</summary>
internal static class KnownConstraint
{
    private static readonly KnownText Nothing = new();
    private static readonly KnownText Integer = new() { Characters = KnownText.Integer };

    public static KnownText Of(IEnumerable<IRouteConstraint> constraints) => constraints.Select(Of).Aggregate(Nothing, (all, one) => all.And(one));

    private static KnownText Of(IRouteConstraint constraint) => constraint switch
    {
        OptionalRouteConstraint optional => Of(optional.InnerConstraint),
        CompositeRouteConstraint composite => Of(composite.Constraints),
        AlphaRouteConstraint => new() { Characters = KnownText.Letters },
        BoolRouteConstraint => new() { Characters = "truefals\0" },
        IntRouteConstraint => Integer with { Lowest = int.MinValue, Highest = int.MaxValue },
        LongRouteConstraint => Integer,
        MinRouteConstraint min => Integer with { Lowest = min.Min },
        MaxRouteConstraint max => Integer with { Highest = max.Max },
        RangeRouteConstraint range => Integer with { Lowest = range.Min, Highest = range.Max },
        LengthRouteConstraint length => new() { MinLength = length.MinLength, MaxLength = length.MaxLength },
        MinLengthRouteConstraint length => new() { MinLength = length.MinLength },
        MaxLengthRouteConstraint length => new() { MaxLength = length.MaxLength },
        FileNameRouteConstraint => new() { IsFile = true },
        NonFileNameRouteConstraint => new() { IsFile = false },
        StringRouteConstraint or RequiredRouteConstraint => Nothing,
        RegexRouteConstraint regex => KnownRegex.Of(regex.Constraint.ToString()),
        _ => Nothing,
    };
}

using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Constraints;

namespace PhoneServicesProxy.Routing;

/// <summary>
/// The constraint <c>regex(...)</c> of a path, with an end: an expression such as <c>^(a+)+$</c> takes ages over some paths, and the
/// framework gives it ten seconds of a core. One that takes too long does not match.
/// </summary>
/// <param name="pattern">What stands in the brackets.</param>
internal sealed class TimedRegexConstraint(string pattern) : RegexRouteConstraint(Create(pattern)), IRouteConstraint
{
    public const string Name = "regex";

    /// <summary>Without regard to case, as the framework has it.</summary>
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    bool IRouteConstraint.Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        try
        {
            return Match(httpContext, route, routeKey, values, routeDirection);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>In linear time where that can be done; what looks ahead, or back, is left to the limit.</summary>
    private static Regex Create(string pattern)
    {
        try
        {
            return new(pattern, Options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return new(pattern, Options, Limit);
        }
    }
}

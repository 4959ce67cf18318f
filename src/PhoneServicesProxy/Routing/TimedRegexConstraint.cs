using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Constraints;

namespace PhoneServicesProxy.Routing;

/// <summary>
/// The constraint <c>regex(...)</c> of a path, with a time limit. An expression such as <c>^(a+)+$</c> takes very long for some paths, and the
/// framework allows it ten seconds of a core. An expression that exceeds the limit does not match.
/// </summary>
/// <param name="pattern">The expression in the brackets.</param>
internal sealed class TimedRegexConstraint(string pattern) : RegexRouteConstraint(Create(pattern)), IRouteConstraint
{
    public const string Name = "regex";

    /// <summary>Case is ignored, as in the framework's own constraint.</summary>
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

    /// <summary>Uses linear time if possible. Expressions with lookarounds or backreferences do not support it; for them the time limit applies.</summary>
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

using Microsoft.AspNetCore.Routing.Template;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Finds routes that match logins but are not made for them. Such a route would send a login to a second node, or allow wrong PINs without
/// limit, and nobody would notice.
/// </summary>
internal sealed class LoginRoutesValidator(
    IReadOnlyDictionary<string, FailoverPolicyOptions> failover, bool countsFailedLogins, ParameterPolicyFactory policies, ErrorList errors)
{
    private static readonly LoginSample[] Samples =
    [
        new("/emapp/EMAppServlet", "device, userid, seq", IsCounted: true),
        new("/emapp/EMAppServlet", "device, doLogout", IsCounted: true),
        new("/changecredential/ChangeCredentialServlet", "device, userid, pin", IsCounted: false),
        new("/ccmpd/pdCheckLogin.do", "name, userid, pin", IsCounted: false),
        new("/ccmcip/authenticate.jsp", "UserID, Password, devicename", IsCounted: false),
        new("/CCMCIP/authenticate.asp", "UserID, Password, devicename", IsCounted: false),
    ];

    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);

    public void Validate(IReadOnlyList<RouteConfig> routes)
    {
        var ordered = routes.Select(Read).OfType<Candidate>().OrderBy(one => one.Route.Order ?? 0).ThenBy(one => one.Precedence).ToArray();
        foreach (var sample in Samples)
        {
            foreach (var method in new[] { HttpMethods.Get, HttpMethods.Post })
            {
                foreach (var candidate in ordered.Where(one => Takes(one, method, sample)))
                {
                    if (!Check(candidate.Route, method, sample) || TakesAll(candidate.Route))
                    {
                        break;
                    }
                }
            }
        }
    }

    /// <summary>Returns null if the path cannot be parsed. Another validator reports that.</summary>
    private static Candidate? Read(RouteConfig route)
    {
        if (route.Match.Path is null && route.Match.Hosts is not { Count: > 0 })
        {
            return null;
        }

        try
        {
            var template = TemplateParser.Parse((route.Match.Path ?? "/{**rest}").TrimStart('/'));
            return new(route, new(template, []), template, RoutePrecedence.ComputeInbound(template));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Returns true if such a login can match this route. An earlier route may still take it.</summary>
    private bool Takes(Candidate candidate, string method, LoginSample sample)
    {
        var match = candidate.Route.Match;
        var values = new RouteValueDictionary();
        return (match.Methods is not { Count: > 0 } methods || methods.Contains(method, StringComparer.OrdinalIgnoreCase))
            && candidate.Matcher.TryMatch(sample.Path, values)
            && candidate.Template.Parameters.All(parameter => Allows(parameter, values))
            && (match.QueryParameters ?? []).All(parameter => parameter.Mode == QueryParameterMatchMode.NotContains || CommaSeparated.Contains(sample.Parameters, parameter.Name))
            && (method == HttpMethods.Post || !LeavesOut(candidate.Route, sample));
    }

    private bool Allows(TemplatePart parameter, RouteValueDictionary values)
    {
        try
        {
            return (parameter.InlineConstraints ?? []).All(constraint =>
                policies.Create(Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.ParameterPart(parameter.Name!), constraint.Constraint) is not IRouteConstraint rule
                || rule.Match(null, null, parameter.Name!, values, RouteDirection.IncomingRequest));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or RouteCreationException)
        {
            return false;
        }
    }

    /// <summary>Returns true if the route skips a query with these parameters, so the next route is tried.</summary>
    private static bool LeavesOut(RouteConfig route, LoginSample sample) =>
        route.Metadata?.GetValueOrDefault(RouteMetadata.OnlyQueryParameters) is { } only
        && sample.Parameters.Split(',', StringSplitOptions.TrimEntries).Any(name => !CommaSeparated.Contains(only, name));

    /// <summary>Returns true if every such login stays at this route and none is left for the next.</summary>
    private static bool TakesAll(RouteConfig route) =>
        route.Match is { Headers: not { Count: > 0 }, Hosts: not { Count: > 0 } } match
        && (match.QueryParameters ?? []).All(parameter => parameter.Mode == QueryParameterMatchMode.Exists);

    /// <summary>Returns true if the route handles logins correctly. If not, it adds an error.</summary>
    private bool Check(RouteConfig route, string method, LoginSample sample)
    {
        var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
        var metadata = route.Metadata ?? new Dictionary<string, string>();
        if (metadata.GetValueOrDefault(RouteMetadata.FailoverPolicy) is not { } name || !failover.TryGetValue(name, out var policy))
        {
            return true;
        }

        if (policy.Replay == Replay.Always && method == HttpMethods.Get)
        {
            var only = $"{key}:Metadata:{RouteMetadata.OnlyQueryParameters}";
            var (named, value) = errors.Sources.IsOfSite(only) && !errors.Sources.IsOfSite($"{key}:Metadata:{RouteMetadata.FailoverPolicy}")
                ? (only, metadata[RouteMetadata.OnlyQueryParameters])
                : RouteChange.CauseOf(key, name, policy, errors.Sources);
            if (name.Equals("Login", StringComparison.OrdinalIgnoreCase))
            {
                // The route has the right policy. The policy itself was changed.
                (named, value) = ($"{FailoverPolicyOptions.Section}:{name}:{nameof(FailoverPolicyOptions.Replay)}", nameof(Replay.Always));
            }

            var remedy = named.EndsWith($":{nameof(FailoverPolicyOptions.Replay)}", StringComparison.Ordinal)
                ? $"Write \"{nameof(FailoverPolicyOptions.Replay)}\": \"{nameof(Replay.OnlyIfNotSent)}\" there."
                : $"Write \"{RouteMetadata.FailoverPolicy}\": \"Login\"{(sample.IsCounted ? $" and \"{RouteMetadata.PageNumbers}\": \"ExtensionMobility\"" : "")}. "
                    + $"If the route is only for pages that show something, write \"{RouteMetadata.OnlyQueryParameters}\": \"device,name,locale\" and \"Methods\": [ \"GET\" ].";
            Add(named, $"is \"{value}\", and the route {route.RouteId} takes logins ({sample.Path} with {sample.Parameters}): a login that one node has executed would be sent to another node"
                + $"{(sample.IsCounted ? ", and wrong PINs could be tried without limit" : "")}. {remedy}");
            return false;
        }

        // An empty value is different from a missing one: the site has chosen it.
        if (sample.IsCounted && countsFailedLogins && !metadata.ContainsKey(RouteMetadata.PageNumbers))
        {
            Add($"{key}:Metadata:{RouteMetadata.PageNumbers}", $"is missing, and the route takes logins ({sample.Path} with {sample.Parameters}): wrong PINs could be tried without limit, and phones would get pages that only say that a node is busy. "
                + $"Write \"{RouteMetadata.PageNumbers}\": \"ExtensionMobility\", or \"\" if you accept that.");
            return false;
        }

        return true;
    }

    private void Add(string key, string message)
    {
        // One error for each route is enough.
        var route = key[..(key.IndexOf(":Metadata:", StringComparison.Ordinal) is > 0 and var end ? end : key.Length)];
        if (_told.Add(route))
        {
            errors.Add(key, message, $"{route}:Metadata:*");
        }
    }

    /// <summary>A request that logs a user in or out, or that carries a PIN.</summary>
    /// <param name="Path">The request's path.</param>
    /// <param name="Parameters">The names of its parameters, separated by commas.</param>
    /// <param name="IsCounted">True if failures of such logins are counted.</param>
    private sealed record LoginSample(string Path, string Parameters, bool IsCounted);

    private sealed record Candidate(RouteConfig Route, TemplateMatcher Matcher, RouteTemplate Template, decimal Precedence);
}

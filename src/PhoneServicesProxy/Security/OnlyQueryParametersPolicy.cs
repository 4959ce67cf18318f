using Microsoft.AspNetCore.Routing.Matching;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Security;

/// <summary>
/// A route with the metadata <c>OnlyQueryParameters</c> matches only requests whose query has no other parameters. The parameters of requests that
/// only show something are listed there. All other requests fall through to a route that never repeats them.
/// </summary>
internal sealed class OnlyQueryParametersPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>YARP's policies for headers and query parameters use small numbers and must run first.</summary>
    public override int Order => 100;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => NamesOf(endpoint) is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && NamesOf(candidates[i].Endpoint) is { } names && !HasOnly(httpContext.Request.Query, names))
            {
                candidates.SetValidity(i, false);
            }
        }

        return Task.CompletedTask;
    }

    private static bool HasOnly(IQueryCollection query, string names)
    {
        foreach (var parameter in query)
        {
            // Some servers also end a parameter at a semicolon.
            if (parameter.Value.ToString().Contains(';', StringComparison.Ordinal) || !CommaSeparated.Contains(names, parameter.Key))
            {
                return false;
            }
        }

        return true;
    }

    private static string? NamesOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RouteModel>()?.Config.Metadata?.GetValueOrDefault(RouteMetadata.OnlyQueryParameters);
}

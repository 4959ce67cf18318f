using System.Text.RegularExpressions;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Security;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>Refuses YARP settings that the gateway does not support. YARP would ignore them, or fail each press of the route.</summary>
internal static partial class UnusedYarpValidator
{
    public static void Validate(
        IReadOnlyList<RouteConfig> routes, IReadOnlyList<ClusterConfig> clusters, ErrorList errors)
    {
        foreach (var route in routes)
        {
            var key = $"{YarpSection.Name}:Routes:{route.RouteId}";
            Refuse(key, nameof(route.AuthorizationPolicy), IsAnonymous(route.AuthorizationPolicy) ? null : route.AuthorizationPolicy, $"Remove it: phones do not log in at the gateway. {SecurityOptions.Section}:AllowedNetworks says which clients may use it.");
            Refuse(key, nameof(route.CorsPolicy), route.CorsPolicy, "Remove it: phones are not browsers.");
            Refuse(key, nameof(route.TimeoutPolicy), route.TimeoutPolicy, "Remove it: the TotalTimeout of the route's FailoverPolicy limits how long a press may take.");
            Refuse(key, nameof(route.Timeout), route.Timeout, "Remove it: the TotalTimeout of the route's FailoverPolicy limits how long a press may take.");
            Refuse(key, nameof(route.MaxRequestBodySize), route.MaxRequestBodySize < -1 ? route.MaxRequestBodySize : null, "Write a number of bytes, at least 0, or -1 for no limit.");
            foreach (var host in (route.Match.Hosts ?? []).Where(host => host.Length > 0 && !Host().IsMatch(host)))
            {
                Add($"{key}:Match:Hosts", $"holds \"{host}\". Write a host name, with a port or without, such as \"phones.example.com\", \"*.example.com\" or \"10.1.1.9:8080\".");
            }
        }

        foreach (var cluster in clusters)
        {
            Refuse($"{YarpSection.Name}:Clusters:{cluster.ClusterId}", "SessionAffinity:Enabled", cluster.SessionAffinity?.Enabled == true ? "true" : null,
                "Remove SessionAffinity: the gateway itself keeps each session at its node.");
        }

        void Refuse(string key, string property, object? value, string remedy)
        {
            if (value is not null and not "")
            {
                Add($"{key}:{property}", $"is \"{value}\". {remedy}");
            }
        }

        void Add(string key, string message) => errors.Add(key, message);
    }

    private static bool IsAnonymous(string? policy) => "Anonymous".Equals(policy, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(\*|(\*\.)?[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*|\[[0-9A-Fa-f:.]+\])(:(\*|\d{1,5}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}

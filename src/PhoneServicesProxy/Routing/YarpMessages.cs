using System.Text.RegularExpressions;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace PhoneServicesProxy.Routing;

/// <summary>Translates YARP's validation messages: names the key and says what to write there.</summary>
internal sealed partial class YarpMessages(IServiceProvider services)
{
    /// <summary>Returns the key below the cluster and the error; null if it is already reported.</summary>
    public (string Key, string Message)? OfCluster(ClusterConfig cluster, string message)
    {
        if (OurMetadata().Match(message) is { Success: true } metadata)
        {
            return ($":Metadata:{metadata.Groups[1].Value}", Is(metadata.Groups[2].Value, Sentence(metadata.Groups[3].Value)));
        }

        if (Destination().Match(message) is { Success: true } destination)
        {
            return ($":{destination.Groups[1].Value}", destination.Groups[2].Value);
        }

        var health = cluster.HealthCheck;
        return message switch
        {
            _ when Has("ILoadBalancingPolicy") => (":LoadBalancingPolicy", Unknown(cluster.LoadBalancingPolicy, Names<ILoadBalancingPolicy>(policy => policy.Name))),
            _ when Has("IActiveHealthCheckPolicy") => (":HealthCheck:Active:Policy", Unknown(health?.Active?.Policy, Names<IActiveHealthCheckPolicy>(policy => policy.Name))),
            _ when Has("IPassiveHealthCheckPolicy") => (":HealthCheck:Passive:Policy", Unknown(health?.Passive?.Policy, Names<IPassiveHealthCheckPolicy>(policy => policy.Name))),
            _ when Has("IAvailableDestinationsPolicy") => (":HealthCheck:AvailableDestinationsPolicy", Unknown(health?.AvailableDestinationsPolicy, Names<IAvailableDestinationsPolicy>(policy => policy.Name))),
            _ when Has("probing interval") => (":HealthCheck:Active:Interval", Is(health?.Active?.Interval, "Write a time above 0, such as \"00:00:01\".")),
            _ when Has("probing timeout") => (":HealthCheck:Active:Timeout", Is(health?.Active?.Timeout, "Write a time above 0, such as \"00:00:00.500\".")),
            _ when Has("reactivation period") => (":HealthCheck:Passive:ReactivationPeriod", Is(health?.Passive?.ReactivationPeriod, "Write a time above 0, such as \"00:01:00\".")),
            _ when Has("Max connections per server") => (":HttpClient:MaxConnectionsPerServer", Is(cluster.HttpClient?.MaxConnectionsPerServer, "Write a number from 1, or leave it out for no limit.")),
            _ when Has("Outgoing request version") => (":HttpRequest:Version", Is(cluster.HttpRequest?.Version, "Write \"1.1\", which every CallManager supports, or \"1.0\" or \"2.0\".")),
            _ when Has("Missing Cluster Id") => ("", "has an empty name. Write a name, such as \"my-service\"."),
            // The gateway's own validators report both.
            _ when Has("ffinity") || Has("No address found") => null,
            _ => ("", Other(message)),
        };

        bool Has(string part) => message.Contains(part, StringComparison.Ordinal);
    }

    /// <inheritdoc cref="OfCluster"/>
    public static (string Key, string Message)? OfRoute(RouteConfig route, string message)
    {
        if (Quoted().Match(message) is { Success: true } quoted && message.StartsWith("Unsupported HTTP method", StringComparison.Ordinal))
        {
            return (":Match:Methods", $"holds \"{quoted.Groups[1].Value}\". Write names of methods, such as \"GET\" or \"POST\", or leave Methods out for all.");
        }

        if (Quoted().Match(message) is { Success: true } twice && message.StartsWith("Duplicate HTTP method", StringComparison.Ordinal))
        {
            return (":Match:Methods", $"holds \"{twice.Groups[1].Value}\" twice (upper and lower case are the same). Remove one of the two.");
        }

        return message switch
        {
            _ when Has("requires Hosts or Path") => (":Match:Path", "is missing. Write the path that phones ask for, such as \"/ccmcip/page.jsp\"; \"/service/{**rest}\" matches all paths below /service."),
            _ when Has("OutputCache policy") => (":OutputCachePolicy", Is(route.OutputCachePolicy, "Write \"IdlePage\" for a page that all phones share, or \"\" for none.")),
            _ when Has("RateLimiter policy") => (":RateLimiterPolicy", Is(route.RateLimiterPolicy, $"Remove it: presses are limited by {SecurityOptions.Section}:RateLimit.")),
            _ when Has("Punycode") => (":Match:Hosts", "holds a name in Punycode (xn--…). Write it in its own letters."),
            _ when Has("Empty host name") => (":Match:Hosts", "holds an empty name. Write a host name, or remove the entry."),
            _ when Has("route header") => (":Match:Headers", $"has an entry that cannot work: {Reason(route, message)}"),
            _ when Has("query parameter") => (":Match:QueryParameters", $"has an entry that cannot work: {Reason(route, message)}"),
            // The gateway's own validators report all of these.
            _ when Has("Invalid path") || Has("uthorization policy") || Has("CORS policy") || Has("imeout") => null,
            _ when Has("Missing Route Id") => ("", "has an empty name. Write a name, such as \"my-page\"."),
            _ => ("", Other(message)),
        };

        bool Has(string part) => message.Contains(part, StringComparison.Ordinal);
    }

    private static string Reason(RouteConfig route, string message) =>
        message.Contains("null or empty", StringComparison.Ordinal) || message.Contains("null route", StringComparison.Ordinal) ? "it has no Name. Write { \"Name\": \"...\", \"Values\": [ \"...\" ] }."
        : message.Contains("when using mode", StringComparison.Ordinal) ? $"{Named(message)} has Values, which its Mode ignores. Remove them, or write a Mode that compares values, such as Contains."
        : $"{Named(message)} has no Values. Write \"Values\": [ \"...\" ], or \"Mode\": \"Exists\".";

    private static string Named(string message) => NameBeforeRoute().Match(message) is { Success: true } name ? $"\"{name.Groups[1].Value}\"" : "it";

    private IEnumerable<string> Names<T>(Func<T, string> name) => services.GetServices<T>().Select(name);

    private static string Unknown(object? value, IEnumerable<string> names) => $"is \"{value}\". {KeySuggestion.For(value?.ToString() ?? "", names)}";

    private static string Is(object? value, string remedy) => $"is \"{value}\". {remedy}";

    /// <summary>For messages that a later version of YARP may add.</summary>
    private static string Other(string message) => $"cannot be used. YARP says: {message}";

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + (text.EndsWith('.') || text.EndsWith('?') ? "" : ".");

    [GeneratedRegex("^Cluster '.*?': metadata '(.+?)' is '(.*)': (.*?)\\.?$", RegexOptions.Singleline)]
    private static partial Regex OurMetadata();

    [GeneratedRegex("^(Destinations:.+:Address) (is \".*)$", RegexOptions.Singleline)]
    private static partial Regex Destination();

    [GeneratedRegex("'(.*?)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("'([^']*)' for route")]
    private static partial Regex NameBeforeRoute();
}

using System.Text.RegularExpressions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace PhoneServicesProxy.Configuration;

/// <summary>Says what YARP finds wrong in the words of its own configuration: which key it is, and what to write there.</summary>
internal sealed partial class YarpWords(IServiceProvider services)
{
    private static readonly string[] Transforms =
    [
        "PathPrefix", "PathRemovePrefix", "PathSet", "PathPattern", "QueryValueParameter", "QueryRouteParameter", "QueryRemoveParameter", "HttpMethodChange",
        "RequestHeadersCopy", "RequestHeaderOriginalHost", "RequestHeader", "RequestHeaderRemove", "RequestHeadersAllowed", "RequestHeaderRouteValue",
        "X-Forwarded", "Forwarded", "ClientCert", "ResponseHeadersCopy", "ResponseHeader", "ResponseHeaderRemove", "ResponseHeadersAllowed",
        "ResponseTrailersCopy", "ResponseTrailer", "ResponseTrailerRemove", "ResponseTrailersAllowed",
    ];

    /// <summary>The key below the cluster and what is wrong there; null where that has been said already.</summary>
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
            _ when Has("Max connections per server") => (":HttpClient:MaxConnectionsPerServer", Is(cluster.HttpClient?.MaxConnectionsPerServer, "Write a number from 1, or leave it out for no limit.")),
            _ when Has("request header encoding") => (":HttpClient:RequestHeaderEncoding", Is(cluster.HttpClient?.RequestHeaderEncoding, "Write \"latin1\" or \"utf-8\".")),
            _ when Has("response header encoding") => (":HttpClient:ResponseHeaderEncoding", Is(cluster.HttpClient?.ResponseHeaderEncoding, "Write \"latin1\" or \"utf-8\".")),
            _ when Has("Outgoing request version") => (":HttpRequest:Version", Is(cluster.HttpRequest?.Version, "Write \"1.1\", which every CallManager speaks, or \"1.0\" or \"2.0\".")),
            _ when Has("Missing Cluster Id") => ("", "has an empty name. Write a name, such as \"my-service\"."),
            // Both are said by a validator of ours.
            _ when Has("ffinity") || Has("No address found") => null,
            _ => ("", message),
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

        if (message.StartsWith("Unknown transform: ", StringComparison.Ordinal))
        {
            var names = message["Unknown transform: ".Length..];
            return (":Transforms", names.Length == 0
                ? "holds an entry without a name. Write one such as { \"PathPrefix\": \"/x\" }, or remove it."
                : $"holds \"{names}\", which is no transform. {KeySuggestion.For(names.Split(';')[0], Transforms)}");
        }

        if (WrongTransform().Match(message) is { Success: true } transform)
        {
            var expected = transform.Groups["expected"].Value.Replace('\'', '"').TrimEnd('.');
            expected = expected.Contains("ForwardedTransformActions", StringComparison.Ordinal) ? "Set, Append, Remove or Off" : expected;
            return (":Transforms", transform.Groups["kind"].Value == "value"
                ? $"has {transform.Groups["name"].Value} \"{transform.Groups["given"].Value}\". Write {expected}."
                : $"has {transform.Groups["name"].Value} with these keys: {transform.Groups["given"].Value.Replace(";", ", ", StringComparison.Ordinal)}. Write {expected} beside it.");
        }

        return message switch
        {
            _ when Has("requires Hosts or Path") => (":Match:Path", "is missing. Write the path that phones ask for, such as \"/ccmcip/page.jsp\"; \"/service/{**rest}\" is all below /service."),
            _ when Has("OutputCache policy") => (":OutputCachePolicy", Is(route.OutputCachePolicy, "Write \"IdlePage\" for a page that all phones share, or \"\" for none.")),
            _ when Has("RateLimiter policy") => (":RateLimiterPolicy", Is(route.RateLimiterPolicy, $"Remove it: presses are limited by {PhoneServicesOptions.Section}:Security:RateLimit.")),
            _ when Has("Punycode") => (":Match:Hosts", "holds a name in Punycode (xn--…). Write it with its own letters."),
            _ when Has("Empty host name") => (":Match:Hosts", "holds an empty name. Write a host name, or remove the entry."),
            _ when Has("route header") => (":Match:Headers", $"has an entry that cannot be meant: {Reason(route, message)}"),
            _ when Has("query parameter") => (":Match:QueryParameters", $"has an entry that cannot be meant: {Reason(route, message)}"),
            // All of them are said by a validator of ours.
            _ when Has("Invalid path") || Has("uthorization policy") || Has("CORS policy") || Has("imeout") => null,
            _ => ("", message),
        };

        bool Has(string part) => message.Contains(part, StringComparison.Ordinal);
    }

    private static string Reason(RouteConfig route, string message) =>
        message.Contains("null or empty", StringComparison.Ordinal) || message.Contains("null route", StringComparison.Ordinal) ? "it has no Name. Write { \"Name\": \"...\", \"Values\": [ \"...\" ] }."
        : message.Contains("when using mode", StringComparison.Ordinal) ? $"{Named(message)} has Values, which its Mode does not look at. Remove them, or write the Mode Contains or an exact one."
        : $"{Named(message)} has no Values. Write \"Values\": [ \"...\" ], or \"Mode\": \"Exists\".";

    private static string Named(string message) => NameBeforeRoute().Match(message) is { Success: true } name ? $"\"{name.Groups[1].Value}\"" : "it";

    private IEnumerable<string> Names<T>(Func<T, string> name) => services.GetServices<T>().Select(name);

    private static string Unknown(object? value, IEnumerable<string> names) => $"is \"{value}\". {KeySuggestion.For(value?.ToString() ?? "", names)}";

    private static string Is(object? value, string remedy) => $"is \"{value}\". {remedy}";

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + (text.EndsWith('.') ? "" : ".");

    [GeneratedRegex("^Cluster '.*?': metadata '(.+?)' is '(.*)': (.*?)\\.?$", RegexOptions.Singleline)]
    private static partial Regex OurMetadata();

    [GeneratedRegex("^(Destinations:.+:Address) (is \".*)$", RegexOptions.Singleline)]
    private static partial Regex Destination();

    [GeneratedRegex("'(.*?)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("^Unexpected (?<kind>value|parameters) for (?<name>[^:]+): (?<given>.*)\\. Expected:? (one of )?(?<expected>.*)$", RegexOptions.Singleline)]
    private static partial Regex WrongTransform();

    [GeneratedRegex("'([^']*)' for route")]
    private static partial Regex NameBeforeRoute();
}

using System.Text;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>Checks how clusters reach their nodes, and that no cluster accepts every certificate.</summary>
internal static class ClustersValidator
{
    public static readonly TimeSpan MaxDuration = TimeSpan.FromHours(1);
    private static readonly string[] ProxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    public static void Validate(IReadOnlyList<ClusterConfig> clusters, ErrorList errors)
    {
        foreach (var cluster in clusters)
        {
            var probe = $"{YarpSection.Name}:Clusters:{cluster.ClusterId}:HealthCheck:Active";
            if (cluster.HealthCheck?.Active?.Path is { Length: > 0 } path && (path[0] != '/' || path.AsSpan().IndexOfAny(" ?#") >= 0))
            {
                Add($"{probe}:Path", path, "Write a path that begins with a slash, without blanks or a query, such as \"/ccmcip/page.jsp\".");
            }

            if (cluster.HealthCheck?.Active?.Query is { Length: > 0 } query && (query[0] != '?' || query.Contains(' ', StringComparison.Ordinal)))
            {
                Add($"{probe}:Query", query, "Write a query that begins with a question mark, without blanks, such as \"?name=SEP000000000000\".");
            }

            // A timer accepts a few weeks at most. A longer time would throw only when the timer is set: at the start, at a reload or at a press.
            foreach (var (name, duration) in new[]
            {
                ("HealthCheck:Active:Interval", cluster.HealthCheck?.Active?.Interval), ("HealthCheck:Active:Timeout", cluster.HealthCheck?.Active?.Timeout),
                ("HealthCheck:Passive:ReactivationPeriod", cluster.HealthCheck?.Passive?.ReactivationPeriod), ("HttpRequest:ActivityTimeout", cluster.HttpRequest?.ActivityTimeout),
            })
            {
                if (duration > MaxDuration)
                {
                    Add($"{YarpSection.Name}:Clusters:{cluster.ClusterId}:{name}", TimeText.InFile(duration.Value), "Write at most one hour, \"01:00:00\".");
                }
            }

            foreach (var (name, encoding) in new[] { (nameof(HttpClientConfig.RequestHeaderEncoding), cluster.HttpClient?.RequestHeaderEncoding), (nameof(HttpClientConfig.ResponseHeaderEncoding), cluster.HttpClient?.ResponseHeaderEncoding) })
            {
                if (encoding is { Length: > 0 } && !EncodesHeaders(encoding))
                {
                    Add($"{YarpSection.Name}:Clusters:{cluster.ClusterId}:HttpClient:{name}", encoding, "Write \"latin1\", \"utf-8\" or \"ascii\".");
                }
            }

            if (cluster.HttpClient?.WebProxy?.Address is { } proxy && !ProxySchemes.Contains(proxy.Scheme))
            {
                Add($"{YarpSection.Name}:Clusters:{cluster.ClusterId}:HttpClient:WebProxy:Address", proxy.OriginalString, "Write scheme, host and port of the proxy, such as \"http://10.1.1.5:3128\".");
            }

            if (cluster.HttpClient?.DangerousAcceptAnyServerCertificate == true && HasNodes(cluster))
            {
                Add($"{YarpSection.Name}:Clusters:{cluster.ClusterId}:HttpClient:DangerousAcceptAnyServerCertificate", "true",
                    $"Each node has its own certificate. Remove this, and write TrustedCertificateFile or TrustedFingerprints at {(NodePools.NameOf(cluster) is { Length: > 0 } pool ? $"{PoolOptions.Section}:{pool}:Nodes" : NodeOptions.Section)}.");
            }
        }

        void Add(string key, string value, string remedy) => errors.Add(key, $"is \"{value}\". {remedy}");
    }

    private static bool HasNodes(ClusterConfig cluster) =>
        cluster.Destinations?.Values.Any(destination => destination.Metadata?.ContainsKey(NodeDestinations.State) == true) ?? false;

    /// <summary>In any other encoding, neither the node nor the client could read a header.</summary>
    private static bool EncodesHeaders(string name)
    {
        try
        {
            return Encoding.GetEncoding(name).WebName is "iso-8859-1" or "utf-8" or "us-ascii";
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}

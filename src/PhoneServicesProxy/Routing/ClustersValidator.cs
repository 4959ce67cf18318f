using System.Text;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.PhoneXml;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>Checks what clusters say for the gateway's own pages, the title and where the Exit key leads, and that none trusts every node.</summary>
internal static class ClustersValidator
{
    private static readonly string[] OwnSchemes = ["SoftKey:", "Init:", "Key:"];

    public static void Validate(IReadOnlyList<ClusterConfig> clusters, ErrorList errors)
    {
        foreach (var cluster in clusters)
        {
            var key = $"{YarpSection.Name}:Clusters:{cluster.ClusterId}:Metadata";
            if (cluster.Metadata?.GetValueOrDefault(ClusterMetadata.Title) is { Length: > ErrorPage.MaxTitle } title)
            {
                Add($"{key}:{ClusterMetadata.Title}", title, $"Write at most {ErrorPage.MaxTitle} characters, which is what a phone shows.");
            }

            if (cluster.Metadata?.GetValueOrDefault(ClusterMetadata.ExitUrl) is { } exit && !LeavesPage(exit))
            {
                Add($"{key}:{ClusterMetadata.ExitUrl}", exit, "Write a URI of the phone's own, such as SoftKey:Exit, Init:Services or Init:Directories.");
            }

            var probe = $"{YarpSection.Name}:Clusters:{cluster.ClusterId}:HealthCheck:Active";
            if (cluster.HealthCheck?.Active?.Path is { Length: > 0 } path && (path[0] != '/' || path.AsSpan().IndexOfAny(" ?#") >= 0))
            {
                Add($"{probe}:Path", path, "Write a path with a slash before it, without blanks and without a query, such as \"/ccmcip/page.jsp\".");
            }

            if (cluster.HealthCheck?.Active?.Query is { Length: > 0 } query && (query[0] != '?' || query.Contains(' ', StringComparison.Ordinal)))
            {
                Add($"{probe}:Query", query, "Write it with a question mark before it, without blanks, such as \"?name=SEP000000000000\".");
            }

            foreach (var (name, encoding) in new[] { (nameof(HttpClientConfig.RequestHeaderEncoding), cluster.HttpClient?.RequestHeaderEncoding), (nameof(HttpClientConfig.ResponseHeaderEncoding), cluster.HttpClient?.ResponseHeaderEncoding) })
            {
                if (encoding is { Length: > 0 } && !EncodesHeaders(encoding))
                {
                    Add($"{YarpSection.Name}:Clusters:{cluster.ClusterId}:HttpClient:{name}", encoding, "Write \"latin1\", \"utf-8\" or \"ascii\".");
                }
            }

            if (cluster.HttpClient?.DangerousAcceptAnyServerCertificate == true && HasNodes(cluster))
            {
                Add($"{YarpSection.Name}:Clusters:{cluster.ClusterId}:HttpClient:DangerousAcceptAnyServerCertificate", "true",
                    $"What a node may show is its own affair: write TrustedCertificateFile or TrustedFingerprints at {NodeOptions.Section}.");
            }
        }

        void Add(string key, string value, string remedy) => errors.Add(key, $"is \"{value}\". {remedy}");
    }

    private static bool HasNodes(ClusterConfig cluster) =>
        cluster.Destinations?.Values.Any(destination => destination.Metadata?.ContainsKey(NodeDestinations.State) == true) ?? false;

    /// <summary>In any other, a line of a header is none that a node, or the client, could read.</summary>
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

    private static bool LeavesPage(string uri) =>
        uri.Length <= NodeUrl.MaxLength && OwnSchemes.Any(scheme => uri.StartsWith(scheme, StringComparison.Ordinal));
}

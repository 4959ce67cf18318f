using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Checks the cluster metadata for the gateway's own pages: the title and the URI of the Exit key.</summary>
internal static class ClusterPagesValidator
{
    private static readonly string[] OwnSchemes = ["SoftKey:", "Init:", "Key:"];

    public static void Validate(IReadOnlyList<ClusterConfig> clusters, ErrorList errors)
    {
        foreach (var cluster in clusters)
        {
            var key = $"{YarpSection.Name}:Clusters:{cluster.ClusterId}:Metadata";
            if (cluster.Metadata?.GetValueOrDefault(ClusterMetadata.Title) is { Length: > ErrorPage.MaxTitle } title)
            {
                errors.Add($"{key}:{ClusterMetadata.Title}", $"is \"{title}\". Write at most {ErrorPage.MaxTitle} characters, which is what a phone shows.");
            }

            if (cluster.Metadata?.GetValueOrDefault(ClusterMetadata.ExitUrl) is { } exit && !LeavesPage(exit))
            {
                errors.Add($"{key}:{ClusterMetadata.ExitUrl}", $"is \"{exit}\". Write a URI of the phone's own, such as SoftKey:Exit, Init:Services or Init:Directories.");
            }
        }
    }

    private static bool LeavesPage(string uri) =>
        uri.Length <= UrlLength.Max && OwnSchemes.Any(scheme => uri.StartsWith(scheme, StringComparison.Ordinal));
}

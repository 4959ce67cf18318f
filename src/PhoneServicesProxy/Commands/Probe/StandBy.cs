using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Commands.Probe;

/// <summary>
/// Recognizes standby nodes in services where one node at a time is active. A node stands by if it answers and another one is active. A node that
/// does not answer could not take over.
/// </summary>
internal static class StandBy
{
    public static IReadOnlyList<NodeProbe> Recognize(IReadOnlyList<NodeProbe> results, IEnumerable<ClusterConfig> clusters)
    {
        var withOneActive = clusters
            .Where(cluster => NodePolicyNames.ActiveStandby.Equals(cluster.LoadBalancingPolicy, StringComparison.OrdinalIgnoreCase))
            .Select(cluster => cluster.ClusterId)
            .Where(service => results.Any(result => result.Service == service && result.Verdict == ProbeVerdict.Ok))
            .ToHashSet();
        return [.. results.Select(result => result is { Verdict: ProbeVerdict.Down, Page: not null } && withOneActive.Contains(result.Service)
            ? result with { Verdict = ProbeVerdict.Standby }
            : result)];
    }
}

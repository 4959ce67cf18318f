using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Commands.Probe;

/// <summary>Compares the answers of the nodes by the gateway's rule: if all fail in the same way, no node is at fault.</summary>
internal static class WrongProbes
{
    public static IReadOnlyList<NodeProbe> Recognize(IReadOnlyList<NodeProbe> results, IEnumerable<ClusterConfig> clusters)
    {
        var withOneActive = clusters
            .Where(cluster => NodePolicyNames.ActiveStandby.Equals(cluster.LoadBalancingPolicy, StringComparison.OrdinalIgnoreCase))
            .Select(cluster => cluster.ClusterId)
            .ToHashSet();
        return [.. results.Select(result => IsWrong(result) ? result with { Verdict = ProbeVerdict.ProbeWrong } : result)];

        bool IsWrong(NodeProbe result) =>
            result is { Verdict: ProbeVerdict.Down, Fault: { } fault }
            && (fault.IsIllFormed || !withOneActive.Contains(result.Service))
            && CommonFaults.Compare(NoteOf(result), results.Where(other => other != result && IsAsked(other, result.Service)).Select(NoteOf)) == ProbeComparison.OfAll;
    }

    private static bool IsAsked(NodeProbe other, string service) =>
        other.Service == service && other.Verdict is not (ProbeVerdict.Maintenance or ProbeVerdict.NotProbed);

    /// <summary>The time does not matter, because all probes were sent at the same time.</summary>
    private static ProbeNote NoteOf(NodeProbe result) => new(
        result.Verdict == ProbeVerdict.Ok ? AttemptFailure.None : AttemptFailure.BadPage, result.Failure, result.Fault, 0, 0, default, 1);
}

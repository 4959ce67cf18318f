using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>The finding of a node's latest probe, for comparison with other nodes.</summary>
/// <param name="Failure">The kind of failure; none for a good answer.</param>
/// <param name="Reason">The observation, in words; null for a good answer.</param>
/// <param name="Fault">The fault of a whole answer; null for a good answer, or if there was no whole one.</param>
/// <param name="Started">The time when the probe was sent, as a timestamp of the clock.</param>
/// <param name="Began">The time when the first probe with the same finding was sent.</param>
/// <param name="Since">The same as <paramref name="Began"/>, as a time of day.</param>
/// <param name="Count">The number of probes in a row with this finding.</param>
internal sealed record ProbeNote(AttemptFailure Failure, string? Reason, ProbeFault? Fault, long Started, long Began, DateTimeOffset Since, int Count)
{
    public bool Good => Failure == AttemptFailure.None;

    public static ProbeNote After(ProbeNote? before, ProbeAnswer answer, ClusterState cluster, long started, DateTimeOffset at)
    {
        var fault = ProbeFault.Of(answer, cluster.Model.Config);
        return before is not null && before.Failure == answer.Failure && before.Fault?.Kind == fault?.Kind
            ? before with { Started = started, Reason = answer.Reason, Fault = fault, Count = before.Count + 1 }
            : new(answer.Failure, answer.Reason, fault, started, started, at, 1);
    }
}

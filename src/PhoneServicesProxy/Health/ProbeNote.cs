using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>What the latest probe of a node found, to be compared with what others found.</summary>
/// <param name="Failure">The kind of failure; none for a good answer.</param>
/// <param name="Reason">What was seen, in words; null for a good answer.</param>
/// <param name="Fault">What was wrong with a whole answer; null for a good one, and where there was none.</param>
/// <param name="Started">When the probe was sent, a timestamp of the clock.</param>
/// <param name="Began">When the first probe was sent that found the same.</param>
/// <param name="Since">The same as a time of day.</param>
/// <param name="Count">How many probes in a row have found it.</param>
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

using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>What the latest probe of a node found, to be compared with what others found.</summary>
/// <param name="Good">Whether the answer was good.</param>
/// <param name="Fault">What was wrong with a whole answer; null for a good one, and where there was none.</param>
/// <param name="Started">When the probe was sent, a timestamp of the clock.</param>
/// <param name="Began">When the first probe was sent that found the same.</param>
/// <param name="Since">The same as a time of day.</param>
internal sealed record ProbeNote(bool Good, ProbeFault? Fault, long Started, long Began, DateTimeOffset Since)
{
    public static ProbeNote After(ProbeNote? before, ProbeAnswer answer, ClusterState cluster, long started, DateTimeOffset at)
    {
        var fault = ProbeFault.Of(answer, cluster.Model.Config);
        return before is not null && before.Good == answer.Good && before.Fault?.Kind == fault?.Kind
            ? before with { Started = started, Fault = fault }
            : new(answer.Good, fault, started, started, at);
    }
}

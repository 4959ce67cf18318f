using System.Text.Json.Serialization;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Commands.Probe;

/// <summary>The result of probing one node for one service.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Service">The service: its cluster's name.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">The kind of failure, as in metrics; <c>none</c> if there is none.</param>
/// <param name="Failure">The failure in words; null if there is none.</param>
/// <param name="Milliseconds">The time to the end of the answer, or of the wait; null if no request was sent.</param>
/// <param name="Page">The page that a phone would get; null if there was none.</param>
internal sealed record NodeProbe(string Node, string Service, ProbeVerdict Verdict, string Reason, string? Failure, double? Milliseconds, PageSummary? Page)
{
    /// <summary>The fault of a complete answer, for comparison with other nodes; null if there is none, or no complete answer.</summary>
    [JsonIgnore]
    public ProbeFault? Fault { get; init; }

    /// <summary>The requested URL; null if no request was sent.</summary>
    public string? Url { get; init; }
}

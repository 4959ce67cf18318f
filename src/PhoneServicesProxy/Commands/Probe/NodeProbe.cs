using System.Text.Json.Serialization;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Commands.Probe;

/// <summary>What came of probing one node for one service.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Service">The service: a cluster's name.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Reason">The kind of failure, as in metrics; <c>none</c> where there is none.</param>
/// <param name="Failure">What is wrong, in words; null where nothing is.</param>
/// <param name="Milliseconds">From the question to the whole answer, or to the end of waiting; null where nothing was asked.</param>
/// <param name="Page">What a phone would see; null where no page came.</param>
internal sealed record NodeProbe(string Node, string Service, ProbeVerdict Verdict, string Reason, string? Failure, double? Milliseconds, PageSummary? Page)
{
    /// <summary>What is wrong with a whole answer, to be compared with those of the other nodes; null where nothing is, or where there was none.</summary>
    [JsonIgnore]
    public ProbeFault? Fault { get; init; }

    /// <summary>What was asked for; null where nothing was.</summary>
    public string? Url { get; init; }
}

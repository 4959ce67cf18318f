namespace PhoneServicesProxy.Management.Api;

/// <summary>One trouble with one cause, in words that every view shows as they are. It reads: headline, since when, cause.</summary>
/// <param name="Kind">What kind of trouble.</param>
/// <param name="Node">The node that it is about; null where it is about all.</param>
/// <param name="Services">The services concerned, by name; empty where it is about all, or none.</param>
/// <param name="Subject">The beginning in words, such as "subscriber1 is DOWN for"; the services follow.</param>
/// <param name="Where">The services in words, such as "all 10 services"; null where they are few enough to be named.</param>
/// <param name="Since">Since when this cause has been there, for the service that it was first seen in; null where it has no time.</param>
/// <param name="Cause">What was seen, in words, and what can be done where that is not plain.</param>
public sealed record VerdictReport(
    VerdictKind Kind, string? Node, IReadOnlyList<string> Services, string Subject, string? Where, DateTimeOffset? Since, string Cause)
{
    /// <summary>How much it matters.</summary>
    public VerdictSeverity Severity => Kind switch
    {
        VerdictKind.ServiceLost => VerdictSeverity.Lost,
        <= VerdictKind.NodeDown => VerdictSeverity.Trouble,
        _ => VerdictSeverity.Note,
    };

    /// <summary>The fact, without since when and why.</summary>
    public string Headline => Where is null && Services.Count == 0 ? Subject : $"{Subject} {Where ?? string.Join(", ", Services)}";
}

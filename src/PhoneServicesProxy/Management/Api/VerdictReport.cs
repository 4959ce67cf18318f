namespace PhoneServicesProxy.Management.Api;

/// <summary>One problem with one cause. Every view shows the same words: headline, start, cause.</summary>
/// <param name="Kind">The kind of problem.</param>
/// <param name="Node">The node; null if it concerns all.</param>
/// <param name="Services">The services concerned, by name; empty if it concerns all, or none.</param>
/// <param name="Subject">The beginning of the headline, such as "subscriber1 is DOWN for". The services follow.</param>
/// <param name="Where">The services in words, such as "all 10 services"; null if they are few enough to be named.</param>
/// <param name="Since">The start of the problem in the first service; null if it has no time.</param>
/// <param name="Cause">The cause in words, with the remedy unless that is obvious.</param>
public sealed record VerdictReport(
    VerdictKind Kind, string? Node, IReadOnlyList<string> Services, string Subject, string? Where, DateTimeOffset? Since, string Cause)
{
    /// <summary>The severity.</summary>
    public VerdictSeverity Severity => Kind switch
    {
        VerdictKind.ServiceLost => VerdictSeverity.Lost,
        <= VerdictKind.NodeDown => VerdictSeverity.Trouble,
        _ => VerdictSeverity.Note,
    };

    /// <summary>The problem without its start and cause.</summary>
    public string Headline => Where is null && Services.Count == 0 ? Subject : $"{Subject} {Where ?? string.Join(", ", Services)}";
}

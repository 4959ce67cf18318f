namespace PhoneServicesProxy.Management.Api;

/// <summary>
/// One trouble with one cause, in words that every view shows as they are. It reads: subject, services, since when, cause.
/// </summary>
/// <param name="Kind">What kind of trouble.</param>
/// <param name="Node">The node that it is about; null where it is about all.</param>
/// <param name="Services">The services concerned, by name.</param>
/// <param name="Subject">The beginning in words, such as "subscriber1 is DOWN for"; the services follow.</param>
/// <param name="Where">The services in words, such as "all 10 services"; null where they are few enough to be named.</param>
/// <param name="Since">Since when this cause has been there, for the service that it was first seen in.</param>
/// <param name="Cause">What was seen, in words.</param>
public sealed record VerdictReport(
    VerdictKind Kind, string? Node, IReadOnlyList<string> Services, string Subject, string? Where, DateTimeOffset Since, string Cause)
{
    /// <summary>The fact, without since when and why.</summary>
    internal string Headline => $"{Subject} {Where ?? string.Join(", ", Services)}";
}

namespace PhoneServicesProxy.Management.Api;

/// <summary>The presses of each service in the last minutes, second by second, for sparklines.</summary>
/// <param name="From">The first second, in seconds since 1970.</param>
/// <param name="To">The last complete second.</param>
/// <param name="Services">Every service, by name. <c>none</c> has the requests that no route matched.</param>
public sealed record ServicesReport(long From, long To, IReadOnlyList<ServiceReport> Services);

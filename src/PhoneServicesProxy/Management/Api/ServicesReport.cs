namespace PhoneServicesProxy.Management.Api;

/// <summary>What phones saw of each service in the last minutes, second by second: what a sparkline is drawn from.</summary>
/// <param name="From">The first second, in seconds since 1970.</param>
/// <param name="To">The last second; it is over.</param>
/// <param name="Services">Every service, by name. <c>none</c> is what no route matched.</param>
public sealed record ServicesReport(long From, long To, IReadOnlyList<ServiceReport> Services);

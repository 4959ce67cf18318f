namespace PhoneServicesProxy.Management.Api;

/// <summary>One more second of every service, to append to <c>/api/services</c>.</summary>
/// <param name="Second">The second, in seconds since 1970.</param>
/// <param name="Services">The services with presses in that second.</param>
public sealed record SecondReport(long Second, IReadOnlyList<ServiceSecond> Services);

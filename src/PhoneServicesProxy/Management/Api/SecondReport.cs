namespace PhoneServicesProxy.Management.Api;

/// <summary>One more second of every service, to be appended to what <c>/api/services</c> gave.</summary>
/// <param name="Second">The second, in seconds since 1970.</param>
/// <param name="Services">The services in which a key was pressed during that second.</param>
public sealed record SecondReport(long Second, IReadOnlyList<ServiceSecond> Services);

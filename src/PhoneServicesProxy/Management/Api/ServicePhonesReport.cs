namespace PhoneServicesProxy.Management.Api;

/// <summary>How many phones a service has seen; by the name that a phone tells, else by its address.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
/// <param name="Day">In the last 24 hours.</param>
/// <param name="Week">In the last seven days.</param>
/// <param name="IsMore">There were more than 50000, which is as many as are counted.</param>
public sealed record ServicePhonesReport(string Service, int Day, int Week, bool IsMore);

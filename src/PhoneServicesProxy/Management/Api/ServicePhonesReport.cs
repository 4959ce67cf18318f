namespace PhoneServicesProxy.Management.Api;

/// <summary>The number of phones that a service has seen. A phone counts by its name, or by its address if it sends none.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
/// <param name="Day">In the last 24 hours.</param>
/// <param name="Week">In the last seven days.</param>
/// <param name="IsMore">True if there were more than 50000, the most that are counted.</param>
public sealed record ServicePhonesReport(string Service, int Day, int Week, bool IsMore);

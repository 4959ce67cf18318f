namespace PhoneServicesProxy.Discovery;

/// <summary>At least one record of one kind, and the records' time to live.</summary>
internal sealed record DnsAnswer<T>(IReadOnlyList<T> Records, TimeSpan TimeToLive);

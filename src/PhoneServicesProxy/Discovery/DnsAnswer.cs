namespace PhoneServicesProxy.Discovery;

/// <summary>Records of one kind, at least one, and for how long they hold.</summary>
internal sealed record DnsAnswer<T>(IReadOnlyList<T> Records, TimeSpan TimeToLive);

namespace PhoneServicesProxy.Management.Api;

/// <summary>The requests and probes of one node in one service, since the gateway started or the node got its present address.</summary>
/// <param name="Ok">Attempts whose page a phone got.</param>
/// <param name="Failed">Attempts that failed.</param>
/// <param name="Cancelled">Attempts that another one overtook, or that ended because the phone went away.</param>
/// <param name="GoodProbes">Probes with a good answer.</param>
/// <param name="BadProbes">Probes without a good answer.</param>
/// <param name="TimesDown">The number of times that it went down.</param>
public sealed record NodeTotalsReport(long Ok, long Failed, long Cancelled, long GoodProbes, long BadProbes, long TimesDown);

namespace PhoneServicesProxy.Management.Api;

/// <summary>What one node was asked in one service since the gateway started, or since the node got its present address.</summary>
/// <param name="Ok">Attempts whose page a phone got.</param>
/// <param name="Failed">Attempts that failed.</param>
/// <param name="Cancelled">Attempts that another one overtook, or whose phone went away.</param>
/// <param name="GoodProbes">Probes with a good answer.</param>
/// <param name="BadProbes">Probes without.</param>
/// <param name="TimesDown">How often it went down.</param>
public sealed record NodeTotalsReport(long Ok, long Failed, long Cancelled, long GoodProbes, long BadProbes, long TimesDown);

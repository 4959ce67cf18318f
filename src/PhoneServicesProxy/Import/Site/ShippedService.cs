namespace PhoneServicesProxy.Import.Site;

/// <summary>One cluster of the shipped configuration.</summary>
internal sealed record ShippedService(string Cluster, string LoadBalancingPolicy, string ProbePath);

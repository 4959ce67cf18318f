namespace PhoneServicesProxy.Routing;

/// <summary>The metadata of a cluster that is ours, apart from that of health checks.</summary>
internal static class ClusterMetadata
{
    /// <summary>The service's name, as pages of the gateway are titled.</summary>
    public const string Title = "Title";

    public const string DefaultTitle = "Phone Services";

    /// <summary>Where the Exit key of such a page leads.</summary>
    public const string ExitUrl = "ExitUrl";

    public const string DefaultExitUrl = "SoftKey:Exit";
}

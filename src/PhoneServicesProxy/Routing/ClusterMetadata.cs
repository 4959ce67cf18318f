namespace PhoneServicesProxy.Routing;

/// <summary>The gateway's own metadata of a cluster, except that of health checks.</summary>
internal static class ClusterMetadata
{
    /// <summary>The service's name, used as the title of the gateway's own pages.</summary>
    public const string Title = "Title";

    public const string DefaultTitle = "Phone Services";

    /// <summary>The URI of the Exit key on such a page.</summary>
    public const string ExitUrl = "ExitUrl";

    public const string DefaultExitUrl = "SoftKey:Exit";
}

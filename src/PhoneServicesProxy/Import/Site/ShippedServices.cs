namespace PhoneServicesProxy.Import.Site;

/// <summary>The services of the shipped configuration. A site file then needs only the differences.</summary>
internal sealed class ShippedServices(IConfiguration shipped)
{
    private readonly (string Path, string Cluster)[] _routes =
        [.. shipped.GetSection("ReverseProxy:Routes").GetChildren().Select(route => (route["Match:Path"] ?? "", route["ClusterId"] ?? ""))];

    public IReadOnlyList<ShippedService> Services { get; } =
    [
        .. shipped.GetSection("ReverseProxy:Clusters").GetChildren()
            .Select(cluster => new ShippedService(cluster.Key, cluster["LoadBalancingPolicy"] ?? "", cluster["HealthCheck:Active:Path"] ?? "")),
    ];

    public static ShippedServices Read() =>
        new(new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build());

    /// <summary>Returns the service that has a page at this path.</summary>
    public ShippedService? At(string path)
    {
        var cluster = _routes.FirstOrDefault(route => route.Path.Equals(path, StringComparison.OrdinalIgnoreCase)).Cluster;
        return Services.FirstOrDefault(service => service.Cluster == cluster);
    }

    /// <summary>Returns the page of CallManager 4.x that corresponds to one of Tomcat's pages; null if there is none.</summary>
    public string? AspTwin(string path) =>
        path.EndsWith(".jsp", StringComparison.OrdinalIgnoreCase)
            ? _routes.Select(route => route.Path).FirstOrDefault(asp => asp.Equals(path[..^".jsp".Length] + ".asp", StringComparison.OrdinalIgnoreCase))
            : null;
}

/// <summary>One cluster of the shipped configuration.</summary>
internal sealed record ShippedService(string Cluster, string LoadBalancingPolicy, string ProbePath);

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>Settings with which a test has all the time that it takes, however busy the machine is.</summary>
internal static class Calm
{
    private static readonly string[] Policies = ["Read", "Login"];

    private static readonly string[] Clusters =
    [
        "services-menu", "directory", "authentication", "information", "messages", "idle", "extension-mobility",
        "change-credential", "manager-assistant", "personal-directory",
    ];

    /// <summary>No press ends by a time limit, that of a connect least of all: a process that runs tests has no thread for a moment, now and then.</summary>
    public static readonly IReadOnlyList<string> Patience =
    [
        .. Policies.Select(policy => $"--PhoneServices:FailoverPolicies:{policy}:ConnectTimeout=00:00:30"),
        .. Policies.Select(policy => $"--PhoneServices:FailoverPolicies:{policy}:AttemptTimeout=00:01:00"),
        .. Policies.Select(policy => $"--PhoneServices:FailoverPolicies:{policy}:TotalTimeout=00:01:30"),
    ];

    /// <summary>Nodes are probed at the start, with patience, and then only where a press has them probed.</summary>
    public static readonly IReadOnlyList<string> ProbedOnce =
    [
        .. Clusters.Select(cluster => $"--ReverseProxy:Clusters:{cluster}:HealthCheck:Active:Interval=00:10:00"),
        .. Clusters.Select(cluster => $"--ReverseProxy:Clusters:{cluster}:HealthCheck:Active:Timeout=00:00:30"),
    ];

    /// <summary>No press ends by a time limit or is hedged, and nodes see presses and nothing else.</summary>
    public static readonly IReadOnlyList<string> Settings =
    [
        .. Patience,
        .. Policies.Select(policy => $"--PhoneServices:FailoverPolicies:{policy}:Hedging:Enabled=false"),
        .. Clusters.Select(cluster => $"--ReverseProxy:Clusters:{cluster}:HealthCheck:Active:Enabled=false"),
    ];
}

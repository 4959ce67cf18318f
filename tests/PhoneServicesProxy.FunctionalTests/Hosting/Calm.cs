namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>Settings with which no press ends by a time limit or is hedged, and nodes see presses and nothing else.</summary>
internal static class Calm
{
    private static readonly string[] Policies = ["Read", "Login"];

    private static readonly string[] Clusters =
    [
        "services-menu", "directory", "authentication", "information", "messages", "idle", "extension-mobility",
        "change-credential", "manager-assistant", "personal-directory",
    ];

    public static readonly IReadOnlyList<string> Settings =
    [
        .. Policies.Select(policy => $"--PhoneServices:FailoverPolicies:{policy}:AttemptTimeout=00:01:00"),
        .. Policies.Select(policy => $"--PhoneServices:FailoverPolicies:{policy}:TotalTimeout=00:01:30"),
        .. Policies.Select(policy => $"--PhoneServices:FailoverPolicies:{policy}:Hedging:Enabled=false"),
        .. Clusters.Select(cluster => $"--ReverseProxy:Clusters:{cluster}:HealthCheck:Active:Enabled=false"),
    ];
}

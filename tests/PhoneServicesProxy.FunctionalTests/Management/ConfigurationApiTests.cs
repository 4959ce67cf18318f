using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.FunctionalTests.Management;

public sealed class ConfigurationApiTests
{
    private const string Secret = "s3cr3t-0123456789";

    [Fact]
    public async Task Configuration_SecretsEverywhere_ShowsNone()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(
            cluster,
            $"--PhoneServices:Management:ApiKey={Secret}",
            $"--PhoneServices:LastGoodPage:Redis=127.0.0.1:1,password={Secret}",
            $"--ReverseProxy:Clusters:idle:Metadata:SiteToken={Secret}",
            $"--ReverseProxy:Clusters:idle:HealthCheck:Active:Query=?key={Secret}",
            $"--ReverseProxy:Routes:idle-jsp:Metadata:SiteToken={Secret}",
            "--ReverseProxy:Routes:idle-jsp:Transforms:0:RequestHeader=X-Site-Key",
            $"--ReverseProxy:Routes:idle-jsp:Transforms:0:Set={Secret}",
            $"--Kestrel:Certificates:Default:Password={Secret}",
            $"--Logging:Site:ApiKey={Secret}");
        using var manager = new Manager(gateway, key: null);

        var text = await manager.GetTextAsync("api/configuration");
        var report = await manager.GetAsync<ConfigurationReport>("api/configuration");

        Assert.DoesNotContain(Secret, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("X-Site-Key", text, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1:1", (string?)report.PhoneServices["LastGoodPage"]!["Redis"]);
        Assert.Equal("00:00:02", (string?)report.PhoneServices["FailoverPolicies"]!["Read"]!["AttemptTimeout"]);
        Assert.Equal(cluster.Nodes[0].Address.ToString(), (string?)report.ReverseProxy["Clusters"]!["idle"]!["Destinations"]!["publisher"]!["Address"]);
        Assert.Equal(8, (int)report.PhoneServices["Nodes"]!["publisher"]!["Weight"]!);
        Assert.Equal("Warning", (string?)report.Logging["LogLevel"]!["Yarp"]);
        Assert.Empty(report.Errors);

        // No variable of the environment gets in, and no device by which nodes are probed.
        Assert.DoesNotContain("SEP000000000000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"PATH\"", text, StringComparison.Ordinal);
    }
}

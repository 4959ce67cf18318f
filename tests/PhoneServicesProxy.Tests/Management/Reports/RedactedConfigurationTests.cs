using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Tls;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Management.Reports;

/// <summary>Every place that may hold a secret holds one, and none is shown.</summary>
public sealed class RedactedConfigurationTests
{
    private const string Secret = "s3cr3t";

    [Fact]
    public void Of_PhoneServices_ShowsNoSecret()
    {
        var options = new PhoneServicesOptions
        {
            Management = new ManagementOptions { ApiKey = Secret, ApiKeyFile = "/etc/key" },
            Tls = new TlsOptions { Certificate = new CertificateOptions { Path = "/etc/phones.pfx", Password = Secret } },
            Discovery = new DiscoveryOptions { AddressName = "ccm.example.com" },
            LastGoodPage = new LastGoodPageOptions { Redis = $"redis1:6379,user={Secret},password={Secret},sslHost={Secret}" },
        };
        options.Nodes["publisher"] = new NodeOptions { Address = "http://10.1.1.1:8080/", Aliases = ["ccm-pub"] };

        var shown = RedactedConfiguration.Of(FeatureOptions.Of(options).ByName).ToJsonString();

        Assert.DoesNotContain(Secret, shown, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"Redis\":\"redis1:6379\"", shown, StringComparison.Ordinal);
        Assert.Contains("\"ApiKey\":\"(not shown)\"", shown, StringComparison.Ordinal);
        Assert.Contains("\"Address\":\"http://10.1.1.1:8080/\"", shown, StringComparison.Ordinal);
        Assert.All(["ccm-pub", "/etc/phones.pfx", "ccm.example.com"], part => Assert.Contains(part, shown, StringComparison.Ordinal));
        Assert.Contains("\"SlowStart\":\"00:00:10\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Route_ShowsNoSecret()
    {
        var shown = RedactedConfiguration.Of(new RouteConfig
        {
            RouteId = "menu",
            Match = new RouteMatch
            {
                Path = "/menu",
                Headers = [new RouteHeader { Name = "X-Site-Key", Values = [Secret] }],
                QueryParameters = [new RouteQueryParameter { Name = "site", Values = [Secret] }],
            },
            Metadata = new Dictionary<string, string> { ["FailoverPolicy"] = "Read", ["Site.Token"] = Secret, ["Note"] = Secret },
            Transforms =
            [
                new Dictionary<string, string> { ["RequestHeader"] = "Authorization", ["Set"] = $"Basic {Secret}" },
                new Dictionary<string, string> { ["QueryValueParameter"] = "key", ["Append"] = Secret },
                new Dictionary<string, string> { ["SiteOwn"] = Secret },
                new Dictionary<string, string> { ["PathRemovePrefix"] = "/prefix" },
            ],
        }).ToJsonString();

        Assert.DoesNotContain(Secret, shown, StringComparison.OrdinalIgnoreCase);
        Assert.All(["X-Site-Key", "Authorization", "/prefix", "\"FailoverPolicy\":\"Read\"", "\"Note\":\"(not shown)\"", "SiteOwn"],
            part => Assert.Contains(part, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_Cluster_ShowsNoSecret()
    {
        var shown = RedactedConfiguration.Of(new ClusterConfig
        {
            ClusterId = "menu",
            Destinations = new Dictionary<string, DestinationConfig>
            {
                ["web"] = new() { Address = $"http://ann:{Secret}@web/?key={Secret}", Health = $"http://:{Secret}@web/", Metadata = new Dictionary<string, string> { ["Key"] = Secret } },
            },
            HealthCheck = new() { Active = new() { Enabled = true, Path = "/menu", Query = $"?device=SEP00{Secret}&userid={Secret}" } },
            HttpClient = new() { WebProxy = new() { Address = new Uri($"http://u:{Secret}@proxy/") } },
            SessionAffinity = new() { AffinityKeyName = Secret, Cookie = new() { Domain = Secret } },
            Metadata = new Dictionary<string, string> { ["Title"] = "Services", ["Health.Root"] = "CiscoIPPhoneMenu", ["Other"] = Secret },
        }).ToJsonString();

        Assert.DoesNotContain(Secret, shown, StringComparison.OrdinalIgnoreCase);
        Assert.All(["http://web/", "\"Title\":\"Services\"", "CiscoIPPhoneMenu", "userid=(not shown)", "\"Path\":\"/menu\""],
            part => Assert.Contains(part, shown, StringComparison.Ordinal));
    }
}

using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Nodes;

/// <summary>Pools in a site file: what clusters get of them, and what is said of mistakes.</summary>
public sealed class PoolsTests
{
    private const string Finesse = """ "finesse": { "Nodes": { "finesse-a": { "Address": "http://10.1.2.1:8082/" }, "finesse-b": { "Address": "http://10.1.2.2:8082/", "Priority": 2 } } } """;
    private const string Agent = """ "phone-agent": { "LoadBalancingPolicy": "DeviceHash", "Metadata": { "Pool": "finesse" } } """;

    [Fact]
    public async Task LoadAsync_ClusterNamesPool_GetsItsNodesAndTheOthersThoseOfCallManager()
    {
        var configuration = await LoadAsync(Site(Finesse, Agent.Replace("finesse", "FINESSE", StringComparison.Ordinal)));

        Assert.All(configuration.Clusters, cluster => Assert.Equal(
            cluster.ClusterId == "phone-agent" ? ["finesse-a", "finesse-b"] : ["publisher"], cluster.Destinations!.Keys.Order()));
        var agent = Assert.Single(configuration.Clusters, cluster => cluster.ClusterId == "phone-agent");
        Assert.Equal(("2", "Active"), (agent.Destinations!["finesse-b"].Metadata!["Priority"], agent.Destinations["finesse-b"].Metadata!["State"]));
        Assert.Equal(["finesse-a", "finesse-b", "publisher"], configuration.Options.Nodes.Keys.Order());
    }

    [Fact]
    public async Task LoadAsync_EmptyPoolName_MeansTheNodesOfCallManager()
    {
        var configuration = await LoadAsync(Site(Finesse, Agent.Replace("\"finesse\"", "\"\"", StringComparison.Ordinal)));

        Assert.Equal(["publisher"], Assert.Single(configuration.Clusters, cluster => cluster.ClusterId == "phone-agent").Destinations!.Keys);
    }

    [Fact]
    public async Task LoadAsync_ServerInTwoPools_IsRight()
    {
        var configuration = await LoadAsync(Site(
            """ "authentication": { "Nodes": { "informacast": { "Address": "http://10.1.3.1:8081/InformaCast/phone/auth" }, "publisher-auth": { "Address": "http://10.1.1.1/ccmcip/authenticate.jsp", "Priority": 2 } } } """,
            """ "authentication": { "Metadata": { "Pool": "authentication" } } """));

        Assert.Equal(
            ["http://10.1.3.1:8081/InformaCast/phone/auth", "http://10.1.1.1/ccmcip/authenticate.jsp"],
            Assert.Single(configuration.Clusters, cluster => cluster.ClusterId == "authentication").Destinations!.Values.OrderBy(node => node.Metadata!["Priority"]).Select(node => node.Address));
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "\"finess\": { \"Nodes\": { \"a\": { \"Address\": \"http://10.1.2.1/\" } } }", Agent, "ReverseProxy:Clusters:phone-agent:Metadata:Pool" },
        { "", Agent, "ReverseProxy:Clusters:phone-agent:Metadata:Pool" },
        { Finesse, Agent.Replace("\"Pool\"", "\"Pools\"", StringComparison.Ordinal), "ReverseProxy:Clusters:phone-agent:Metadata:Pools" },
        { Finesse, """ "phone-agent": { "Metadata": { "Pool": "finesse" }, "Destinations": { "x": { "Address": "http://10.1.2.9/" } } } """, "ReverseProxy:Clusters:phone-agent:Metadata:Pool" },
        { "\"finesse\": { }", Agent, "PhoneServices:Pools:finesse" },
        { "\"finesse\": null", Agent, "PhoneServices:Pools:finesse" },
        { "\"finesse\": { \"Nodes\": { } }", Agent, "PhoneServices:Pools:finesse" },
        { "\"finesse\": { \"Discovery\": { } }", Agent, "PhoneServices:Pools:finesse" },
        { "\"finesse\": \"10.1.2.1\"", Agent, "PhoneServices:Pools:finesse" },
        { "\"finesse\": { \"Nodes\": { \"finesse-a\": { } } }", Agent, "PhoneServices:Pools:finesse:Nodes:finesse-a:Address" },
        { "\"finesse\": { \"finesse-a\": { \"Address\": \"http://10.1.2.1/\" } }", Agent, "PhoneServices:Pools:finesse:finesse-a" },
        { "\"finesse\": { \"Address\": \"http://10.1.2.1/\" }", Agent, "PhoneServices:Pools:finesse:Address" },
        { "\"finesse\": { \"Nodes\": { \"finesse-a\": { \"Address\": \"http://10.1.2.1/x?y\" } } }", Agent, "PhoneServices:Pools:finesse:Nodes:finesse-a:Address" },
        { "\"finesse\": { \"Nodes\": { \"finesse-a\": { \"Address\": \"http://10.1.2.1/\", \"Host\": \"a b\" } } }", Agent, "PhoneServices:Pools:finesse:Nodes:finesse-a:Host" },
        { "\"finesse\": { \"Nodes\": { \"finesse-a\": { \"Address\": \"http://10.1.2.1/\", \"Aliases\": [ \"a b\" ] } } }", Agent, "PhoneServices:Pools:finesse:Nodes:finesse-a:Aliases" },
        { "\"finesse\": { \"Nodes\": { \"finesse-a\": { \"Address\": \"https://10.1.2.1/\", \"TrustedCertificateFile\": \"no-such.pem\" } } }", Agent, "PhoneServices:Pools:finesse:Nodes:finesse-a:TrustedCertificateFile" },
        { "\"finesse\": { \"Nodes\": { \"10.1.2.1:8082\": { \"Address\": \"http://10.1.2.1:8082/\" } } }", Agent, "PhoneServices:Pools:finesse:Nodes:10.1.2.1:8082" },
        { "\"finesse\": { \"Nodes\": { \"Publisher\": { \"Address\": \"http://10.1.2.1/\" } } }", Agent, "PhoneServices:Pools:finesse:Nodes:Publisher" },
        { "\"finesse\": { \"Nodes\": { \"a\": { \"Address\": \"http://10.1.2.1/\" }, \"b\": { \"Address\": \"http://10.1.2.1/\" } } }", Agent, "PhoneServices:Pools:finesse:Nodes:b:Address" },
        { "\"finesse\": { \"Nodes\": { \"a\": { \"Address\": \"http://10.1.1.1/\", \"MaxConcurrentRequests\": 5 } } }", Agent, "PhoneServices:Pools:finesse:Nodes:a:MaxConcurrentRequests" },
        { Finesse + ", \"fine/sse\": { \"Nodes\": { \"a\": { \"Address\": \"http://10.1.2.9/\" } } }", Agent, "PhoneServices:Pools:fine/sse" },
        { Finesse + ", \"own\": { \"Nodes\": { \"finesse-a\": { \"Address\": \"http://10.1.2.9/\" } } }", Agent, "PhoneServices:Pools:own:Nodes:finesse-a" },
        { "\"finesse\": { \"Discovery\": { \"AddressName\": \"10.1.2.1\" } }", Agent, "PhoneServices:Pools:finesse:Discovery:AddressName" },
        { "\"finesse\": { \"Discovery\": { \"AddressName\": \"a.example.com\", \"MinInterval\": \"00:10:00\" } }", Agent, "PhoneServices:Pools:finesse:Discovery:MinInterval" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task LoadAsync_Mistake_IsOneMessageWithKey(string pools, string cluster, string key) =>
        WrongSite.AssertOne(await WrongSite.ErrorsAsync(Site(pools, cluster)), key);

    [Fact]
    public Task LoadAsync_Mistake_SaysWhatToWrite() => Approved.IsSaidAsync(
        "Pools", [.. Mistakes.Select(row => ($"{row.Data.Item1.Trim()} | {row.Data.Item2.Trim()}", WrongSite.ErrorsAsync(Site(row.Data.Item1, row.Data.Item2))))]);

    [Fact]
    public async Task LoadAsync_PoolAtARoute_SaysWhereItBelongs() => WrongSite.AssertOne(
        await WrongSite.ErrorsAsync($$"""
            {
              "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} }, "Pools": { {{Finesse}} } },
              "ReverseProxy": { "Routes": { "idle-jsp": { "Metadata": { "Pool": "finesse" } } } }
            }
            """),
        "ReverseProxy:Routes:idle-jsp:Metadata:Pool", "Write it into the Metadata of the route's cluster, ReverseProxy:Clusters:idle.");

    [Fact]
    public async Task LoadAsync_OnlyPools_AsksForNodesOfCallManager() => WrongSite.AssertOne(
        await WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Pools": { {{Finesse}} } }, "ReverseProxy": { "Clusters": { {{Agent}} } } }"""),
        "PhoneServices:Nodes", "Those of PhoneServices:Pools serve only clusters that name their pool.");

    private static string Site(string pools, string cluster) => $$"""
        {
          "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} }, "Pools": { {{pools}} } },
          "ReverseProxy": { "Clusters": { {{cluster}} } }
        }
        """;

    private static async Task<GatewayConfiguration> LoadAsync(string site)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("gateway-pools").FullName, "site.json");
        try
        {
            await File.WriteAllTextAsync(file, site, TestContext.Current.CancellationToken);
            var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([file], [])).LoadAsync();
            await SchemaAgreement.AssertAsync(file, loaded.Errors);
            Assert.Empty(loaded.Errors);
            return loaded.Configuration!;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}

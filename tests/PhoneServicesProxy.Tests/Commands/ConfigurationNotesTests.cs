using PhoneServicesProxy.Commands;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class ConfigurationNotesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-notes").FullName;

    [Fact]
    public async Task OfAsync_NameThatDnsDoesNotKnow_TellsTheResolversAnswer()
    {
        var note = Assert.Single(await OfAsync("""{ "PhoneServices": { "Nodes": { "pub": { "Address": "http://no-such-name.invalid/" } } } }"""));

        Assert.StartsWith("PhoneServices:Nodes:pub:Address: is \"http://no-such-name.invalid/\", but the resolver says of no-such-name.invalid: ", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "no route leads there", "HealthCheck: is missing. Its nodes are never probed")]
    [InlineData("\"HealthCheck\": { \"Active\": { \"Enabled\": true, \"Path\": \"/mine\" } }", "/mine", "Interval: is missing. Its nodes are probed every 15 s", null)]
    public async Task OfAsync_ClusterOfASite_SaysWhatFollows(string cluster, string path, string first, string? second)
    {
        var route = path.Length == 0 ? "" : $$""", "Routes": { "mine": { "Match": { "Path": "{{path}}" }, "ClusterId": "mine", "Metadata": { "FailoverPolicy": "Read", "Expect": "PhoneXml" } } }""";
        var notes = await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } }, "ReverseProxy": { "Clusters": { "mine": { {{cluster}} } }{{route}} } }""");

        Assert.Equal(second is null ? 1 : 2, notes.Count);
        Assert.Contains(first, notes[0], StringComparison.Ordinal);
        Assert.Contains(second ?? "", notes[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"State\": \"Maintenance\"", "PhoneServices:Nodes: all nodes have the State Maintenance")]
    [InlineData("\"State\": \"Drain\"", "PhoneServices:Nodes: no node has the State Active")]
    [InlineData("\"DangerousAcceptAnyCertificate\": true", "PhoneServices:Nodes:a:Address: is \"http://10.1.1.1/\", so that what is trusted")]
    public async Task OfAsync_NodesThatServeNobody_SaysWhatFollows(string setting, string start) => Assert.StartsWith(
        start, Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { "a": { "Address": "http://10.1.1.1/", {{setting}} } } } }""")), StringComparison.Ordinal);

    [Fact]
    public async Task OfAsync_RouteThatDoesNotSayWhatToExpect_SaysWhatFollows() => Assert.StartsWith(
        "ReverseProxy:Routes:mine:Metadata:Expect: is missing. Phones get whatever a node answers",
        Assert.Single(await OfAsync($$"""
            {
              "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } },
              "ReverseProxy": { "Routes": { "mine": { "Match": { "Path": "/mine" }, "ClusterId": "idle", "Metadata": { "FailoverPolicy": "Login" } } } }
            }
            """)),
        StringComparison.Ordinal);

    [Fact]
    public async Task OfAsync_PolicyThatNoRouteHas_IsTold() => Assert.StartsWith(
        "PhoneServices:FailoverPolicies:Raed: no route has this policy, so that it changes nothing. Did you mean \"Read\"?",
        Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "FailoverPolicies": { "Raed": { "MaxAttempts": 2 } } } }""")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\"Security\": { \"AllowedNetworks\": [ \"10.0.0.1/8\", \"10.0.0.0/8\", \"10.1.1.1\", \"10.1.1.1/32\" ] }", "Security:AllowedNetworks", "10.0.0.1/8", "10.0.0.0/8", "10.0.0.1")]
    [InlineData("\"Security\": { \"KnownProxies\": [ \"fd00::1/64\", \"::1\" ] }", "Security:KnownProxies", "fd00::1/64", "fd00::/64", "fd00::1")]
    [InlineData("\"Security\": { \"RateLimit\": { \"ExemptNetworks\": [ \"10.2.3.4/0\" ] } }", "Security:RateLimit:ExemptNetworks", "10.2.3.4/0", "0.0.0.0/0", "10.2.3.4")]
    [InlineData("\"Discovery\": { \"AddressName\": \"ccm.example.com\", \"Networks\": [ \"10.1.1.9/24\" ] }", "Discovery:Networks", "10.1.1.9/24", "10.1.1.0/24", "10.1.1.9")]
    public async Task OfAsync_AddressInsideOfANetwork_SaysWhatIsMeant(string setting, string key, string written, string meant, string alone) => Assert.Equal(
        $"PhoneServices:{key}: holds \"{written}\", an address inside of a network, and means all of \"{meant}\". Write that, or \"{alone}\" for the one address.",
        Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, {{setting}} } }""")));

    [Theory]
    [InlineData("http://myhost:8080", "Urls: has \"http://myhost:8080\", whose host is a name. A name is not looked up: phones come in at every address of this machine, as with \"http://*:8080\".")]
    [InlineData("http://*:8081;http://GW.example.com:8080", "Urls: has \"http://GW.example.com:8080\", whose host is a name.")]
    [InlineData("http://localhost:8080", "Urls: is \"http://localhost:8080\", which this machine alone reaches, and no phone.")]
    [InlineData("http://127.0.0.1:8080;http://[::1]:8081", "which this machine alone reaches, and no phone.")]
    public async Task OfAsync_UrlsThatMeanSomethingElse_SaysWhatFollows(string urls, string words) =>
        Assert.Contains(words, Assert.Single(await OfAsync($$"""{ "Urls": "{{urls}}", "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } } }""")), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080;http://localhost:8081")]
    [InlineData("http://[::]:8080")]
    public async Task OfAsync_UrlsThatPhonesReach_IsSilent(string urls) =>
        Assert.Empty(await OfAsync($$"""{ "Urls": "{{urls}}", "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } } }"""));

    [Fact]
    public async Task OfAsync_AuthenticationThatMayShowAPage_SaysWhatFollows() => Assert.StartsWith(
        "ReverseProxy:Routes:mine:Metadata:Expect: is \"Any\", though phones seem to be told there whether a push is allowed.",
        Assert.Single(await OfAsync($$"""
            {
              "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } },
              "ReverseProxy": { "Routes": { "mine": { "Match": { "Path": "/informacast/authenticate" }, "ClusterId": "authentication", "Metadata": { "FailoverPolicy": "Login", "Expect": "Any" } } } }
            }
            """)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Clusters", "idle", "null")]
    [InlineData("Clusters", "idle", "{ }")]
    [InlineData("Routes", "services-menu-jsp", "null")]
    public async Task OfAsync_NothingInPlaceOfWhatIsShipped_SaysThatItStays(string section, string name, string value) => Assert.StartsWith(
        $"ReverseProxy:{section}:{name}: is null or empty, which takes nothing away",
        Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } }, "ReverseProxy": { "{{section}}": { "{{name}}": {{value}} } } }""")),
        StringComparison.Ordinal);

    [Fact]
    public async Task OfAsync_ShippedServices_IsSilent() =>
        Assert.Empty(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } } }"""));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<IReadOnlyList<string>> OfAsync(string site)
    {
        var file = Path.Combine(_directory, "site.json");
        await File.WriteAllTextAsync(file, site, TestContext.Current.CancellationToken);
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([file], [])).LoadAsync();
        Assert.Empty(loaded.Errors);
        return await ConfigurationNotes.OfAsync(loaded.Configuration!);
    }
}

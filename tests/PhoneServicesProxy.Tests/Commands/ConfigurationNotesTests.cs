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

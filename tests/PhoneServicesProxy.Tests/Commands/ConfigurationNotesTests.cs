using PhoneServicesProxy.Commands;
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
        var route = path.Length == 0 ? "" : $$""", "Routes": { "mine": { "Match": { "Path": "{{path}}" }, "ClusterId": "mine", "Metadata": { "FailoverPolicy": "Read" } } }""";
        var notes = await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } }, "ReverseProxy": { "Clusters": { "mine": { {{cluster}} } }{{route}} } }""");

        Assert.Equal(second is null ? 1 : 2, notes.Count);
        Assert.Contains(first, notes[0], StringComparison.Ordinal);
        Assert.Contains(second ?? "", notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAsync_ShippedServices_IsSilent() =>
        Assert.Empty(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } } }"""));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<IReadOnlyList<string>> OfAsync(string site)
    {
        var file = Path.Combine(_directory, "site.json");
        await File.WriteAllTextAsync(file, site, TestContext.Current.CancellationToken);
        var loaded = await new ConfigurationLoader(ConfigurationLayers.Shipped([file], [])).LoadAsync();
        Assert.Empty(loaded.Errors);
        return await ConfigurationNotes.OfAsync(loaded.Configuration!);
    }
}

using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.FunctionalTests.Management;

/// <summary>The page on operating lists the requests and events that there are, and no others.</summary>
public sealed class OperatePageTests
{
    private static readonly MarkdownPage Page = Pages.Read("deploy/docs/operate.md");

    [Fact]
    public async Task Api_ListsTheRequestsOfTheDescription()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);
        using var document = JsonDocument.Parse(await manager.GetTextAsync("openapi.json"));
        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name.ToUpperInvariant()} {path.Name}"));

        var listed = Page.Section("API").Split("### Events")[0].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => MarkdownPage.Quoted(line.Split('|')[1]).First());

        Assert.Equal(described.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Events_AreTheKindsOfEvents() =>
        Assert.Equal(
            Enum.GetNames<GatewayEventKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).Order(StringComparer.Ordinal),
            Page.Rows("Events").SelectMany(row => MarkdownPage.Quoted(row[0])).Order(StringComparer.Ordinal));
}

using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class ShippedPageNumbersTests
{
    [Fact]
    public async Task Shipped_Numbers_AreThoseThatBlameNodeOrSetup()
    {
        var numbers = (await LoadAsync()).Options.Get<Dictionary<string, Dictionary<string, PageNumberOptions>>>()["ExtensionMobility"];

        Assert.Equal(
            [
                "10 Setup Never", "207 Node Never, Setup without device", "208 Node UnlessEmcc", "210 Node Always", "215 Setup Never",
                "26 Busy Always", "28 Setup Never", "29 Node Always", "3 Setup Never", "30 Setup Never", "6 Node Never",
            ],
            numbers.Select(number => Describe(number.Key, number.Value)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Shipped_Routes_OnlyThoseOfExtensionMobilityHaveNumbers()
    {
        var routes = (await LoadAsync()).Routes;

        Assert.All(routes, route => Assert.Equal(
            route.ClusterId == "extension-mobility" ? "ExtensionMobility" : null,
            route.Metadata!.GetValueOrDefault(RouteMetadata.PageNumbers)));
    }

    private static string Describe(string number, PageNumberOptions options) =>
        $"{number} {options.Class} {options.NotExecuted}{(options.SetupWithout is { } name ? $", Setup without {name}" : "")}";

    private static async Task<GatewayConfiguration> LoadAsync()
    {
        var loaded = await GatewaySite.Loader(
            ConfigurationLayers.Shipped([], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1/"])).LoadAsync();
        Assert.Empty(loaded.Errors);
        return loaded.Configuration!;
    }
}

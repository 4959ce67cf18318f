using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>A site file with a mistake, and what is said of it.</summary>
internal static class WrongSite
{
    public const string Publisher = "\"publisher\": { \"Address\": \"http://10.1.1.1/\" }";

    public static Task<IReadOnlyList<string>> OfSectionAsync(string section) =>
        ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{Publisher}} } }, {{section}} }""");

    public static async Task<IReadOnlyList<string>> ErrorsAsync(string site, params string[] arguments)
    {
        var directory = Directory.CreateTempSubdirectory("gateway-wrong").FullName;
        try
        {
            var file = Path.Combine(directory, "site.json");
            await File.WriteAllTextAsync(file, site, TestContext.Current.CancellationToken);
            var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([file], arguments)).LoadAsync();
            return [.. loaded.Errors.Select(error => error.ToString().Replace(directory + "/", "", StringComparison.Ordinal))];
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public static void AssertOne(IReadOnlyList<string> errors, string start, string remedy)
    {
        var error = Assert.Single(errors);
        Assert.StartsWith($"site.json: {start}: ", error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
    }
}

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
            await SchemaAgreement.AssertAsync(file, loaded.Errors);
            return [.. loaded.Errors.Select(error => error.ToString().Replace(directory + "/", "", StringComparison.Ordinal))];
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <param name="errors">All that is said; what it says is in <see cref="Approved"/>.</param>
    /// <param name="key">What it must be about.</param>
    public static void AssertOne(IReadOnlyList<string> errors, string key) =>
        Assert.StartsWith($"site.json: {key}: ", Assert.Single(errors), StringComparison.Ordinal);

    public static void AssertOne(IReadOnlyList<string> errors, string key, string remedy)
    {
        AssertOne(errors, key);
        Assert.Contains(remedy, errors[0], StringComparison.Ordinal);
    }
}

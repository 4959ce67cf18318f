using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Import;
using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Import;

/// <summary>Imports a router's configuration and loads what comes of it as the gateway would.</summary>
internal static class Imported
{
    public static ImportedSite Of(string text, params string[] vservers) =>
        SiteImport.Create("router.cfg", text.Split('\n'), vservers);

    public static ImportedSite File(string name) =>
        SiteImport.Create(name, System.IO.File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Import", "Routers", name)), []);

    /// <summary>The configuration in force with the imported site file; it must be right.</summary>
    public static async Task<GatewayConfiguration> LoadAsync(ImportedSite site)
    {
        Assert.Empty(site.Errors);
        var file = Path.Combine(Directory.CreateTempSubdirectory("gateway-import").FullName, "site.json");
        try
        {
            await System.IO.File.WriteAllTextAsync(file, site.Text);
            var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([file], [])).LoadAsync();
            Assert.Empty(loaded.Errors);
            await SchemaAgreement.AssertAsync(file, loaded.Errors);
            return loaded.Configuration!;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}

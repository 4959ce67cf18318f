using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>What is said of the time when no node can answer.</summary>
public sealed class FallbackConfigurationTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-configuration").FullName;

    [Theory]
    [InlineData("\"LastGoodPage\": { \"MaxAge\": \"24:00:00\" }", "LastGoodPage:MaxAge", "a day as \"1.00:00:00\"")]
    [InlineData("\"LastGoodPage\": { \"MaxAge\": \"00:00:10\" }", "LastGoodPage:MaxAge", "from one minute to 30 days")]
    [InlineData("\"LastGoodPage\": { \"MaxPages\": 0 }", "LastGoodPage:MaxPages", "from 10 to 1000000")]
    [InlineData("\"LastGoodPage\": { \"MaxBytes\": 1000 }", "LastGoodPage:MaxBytes", "from 65536 to 4294967296")]
    [InlineData("\"LastGoodPage\": { \"MaxByte\": 1000 }", "LastGoodPage:MaxByte", "Did you mean \"MaxBytes\"?")]
    [InlineData("\"LastGoodPage\": { \"Redis\": \"redis1:6379,pasword=secret\" }", "LastGoodPage:Redis", "such as \"redis1:6379,password=...\"")]
    [InlineData("\"Texts\": { \"de\": { \"Rety\": \"Nochmal\" } }", "Texts:de:Rety", "Did you mean \"Retry\"?")]
    [InlineData("\"Texts\": { \"de\": { \"Prompt\": \"Dieser Dienst ist im Moment leider nicht verfügbar\" } }", "Texts:de:Prompt", "at most 32 characters")]
    [InlineData("\"Texts\": { \"de\": { \"Busy\": \"a\\u0007b\" } }", "Texts:de:Busy", "holds a character that no page can")]
    [InlineData("\"Texts\": { \"en\": { \"Busy\": \"\" } }", "Texts:en:Busy", "is empty. Write the text that all languages")]
    [InlineData("\"Texts\": { \"German!\": { \"Retry\": \"Nochmal\" } }", "Texts:German!", "Write a code such as \"de\"")]
    [InlineData("\"Texts\": { \"pt-BR\": { \"Retry\": \"a\" }, \"pt_br\": { \"Exit\": \"b\" } }", "Texts:pt_br", "is the same language as \"pt-BR\"")]
    public async Task LoadAsync_WrongSetting_NamesFileKeyAndRemedy(string setting, string key, string remedy) =>
        AssertOneError(await LoadAsync(setting, "\"Routes\": {}"), "PhoneServices:" + key, remedy);

    [Theory]
    [InlineData("\"Routes\": { \"services-menu-jsp\": { \"Metadata\": { \"LastGoodPage\": \"true\" } } }", "Routes:services-menu-jsp:Metadata:LastGoodPage", "Write ByName, ByNameOrAddress or Never.")]
    [InlineData("\"Routes\": { \"extension-mobility-login\": { \"Metadata\": { \"LastGoodPage\": \"ByName\" } } }", "Routes:extension-mobility-login:Metadata:LastGoodPage", "Only phone XML that shows something is kept")]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"LastGoodPage\": \"ByName\" } } }", "Routes:idle-jsp:Metadata:LastGoodPage", "\"Expect\": \"PhoneXml\"")]
    [InlineData("\"Routes\": { \"change-credential\": { \"Metadata\": { \"FormRoute\": \"change-credential-from\" } } }", "Routes:change-credential:Metadata:FormRoute", "Did you mean \"change-credential-form\"?")]
    [InlineData("\"Routes\": { \"change-credential\": { \"Metadata\": { \"FormRoute\": \"personal-directory\" } } }", "Routes:change-credential:Metadata:FormRoute", "Name a route of one path")]
    [InlineData("\"Clusters\": { \"idle\": { \"Metadata\": { \"Title\": \"The page that a phone shows while idle\" } } }", "Clusters:idle:Metadata:Title", "at most 32 characters")]
    [InlineData("\"Clusters\": { \"idle\": { \"Metadata\": { \"ExitUrl\": \"http://ccm/\" } } }", "Clusters:idle:Metadata:ExitUrl", "such as SoftKey:Exit")]
    public async Task LoadAsync_WrongMetadata_NamesFileKeyAndRemedy(string setting, string key, string remedy) =>
        AssertOneError(await LoadAsync("\"Health\": {}", setting), "ReverseProxy:" + key, remedy);

    [Theory]
    [InlineData("{ \"Redis\": \"redis 1,password=secret\" }")]
    [InlineData("{ \"Redis\": [ \"redis1,password=secret\" ] }")]
    [InlineData("{ \"Redis\": { \"redis1,password=secret\": 1 } }")]
    [InlineData("{ \"MaxAge\": \"redis1,password=secret\" }")]
    [InlineData("\"redis1,ssl=true,Password = secret\"")]
    public async Task LoadAsync_WrongRedis_PasswordIsNotRepeated(string setting)
    {
        var loaded = await LoadAsync($"\"LastGoodPage\": {setting}", "\"Routes\": {}");

        Assert.DoesNotContain("secret", Assert.Single(loaded.Errors).ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static void AssertOneError(LoadedConfiguration loaded, string key, string remedy)
    {
        var error = Assert.Single(loaded.Errors).ToString();
        Assert.StartsWith($"site.json: {key}: ", error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
    }

    private async Task<LoadedConfiguration> LoadAsync(string ours, string proxy)
    {
        var file = Path.Combine(_directory, "site.json");
        await File.WriteAllTextAsync(
            file,
            $$"""
            {
              "PhoneServices": { "Nodes": { "publisher": { "Address": "http://10.1.1.1/" } }, {{ours}} },
              "ReverseProxy": { {{proxy}} }
            }
            """,
            TestContext.Current.CancellationToken);
        return await GatewaySite.Loader(ConfigurationLayers.Shipped([file], [])).LoadAsync();
    }
}

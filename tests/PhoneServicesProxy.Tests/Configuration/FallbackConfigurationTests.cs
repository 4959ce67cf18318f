namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>What is said of the time when no node can answer.</summary>
public sealed class FallbackConfigurationTests
{
    public static TheoryData<string, string> WrongSettings => new()
    {
        { "\"LastGoodPage\": { \"MaxAge\": \"24:00:00\" }", "LastGoodPage:MaxAge" },
        { "\"LastGoodPage\": { \"MaxAge\": \"00:00:10\" }", "LastGoodPage:MaxAge" },
        { "\"LastGoodPage\": { \"MaxPages\": 0 }", "LastGoodPage:MaxPages" },
        { "\"LastGoodPage\": { \"MaxBytes\": 1000 }", "LastGoodPage:MaxBytes" },
        { "\"LastGoodPage\": { \"MaxByte\": 1000 }", "LastGoodPage:MaxByte" },
        { "\"LastGoodPage\": { \"Redis\": \"redis1:6379,pasword=secret\" }", "LastGoodPage:Redis" },
        { "\"Texts\": { \"de\": { \"Rety\": \"Nochmal\" } }", "Texts:de:Rety" },
        { "\"Texts\": { \"de\": { \"Prompt\": \"Dieser Dienst ist im Moment leider nicht verfügbar\" } }", "Texts:de:Prompt" },
        { "\"Texts\": { \"de\": { \"Busy\": \"a\\u0007b\" } }", "Texts:de:Busy" },
        { "\"Texts\": { \"en\": { \"Busy\": \"\" } }", "Texts:en:Busy" },
        { "\"Texts\": { \"German!\": { \"Retry\": \"Nochmal\" } }", "Texts:German!" },
        { "\"Texts\": { \"pt-BR\": { \"Retry\": \"a\" }, \"pt_br\": { \"Exit\": \"b\" } }", "Texts:pt_br" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task LoadAsync_WrongSetting_NamesFileAndKey(string setting, string key) => WrongSite.AssertOne(await OfSettingAsync(setting), "PhoneServices:" + key);

    [Fact]
    public Task LoadAsync_WrongSetting_SaysWhatToWrite() => Approved.IsSaidAsync(
        "Fallback",
        [
            .. WrongSettings.Select(row => (row.Data.Item1, OfSettingAsync(row.Data.Item1))),
            .. WrongMetadata.Select(row => (row.Data.Item1, OfProxyAsync(row.Data.Item1))),
        ]);

    public static TheoryData<string, string> WrongMetadata => new()
    {
        { "\"Routes\": { \"services-menu-jsp\": { \"Metadata\": { \"LastGoodPage\": \"true\" } } }", "Routes:services-menu-jsp:Metadata:LastGoodPage" },
        { "\"Routes\": { \"extension-mobility-login\": { \"Metadata\": { \"LastGoodPage\": \"ByName\" } } }", "Routes:extension-mobility-login:Metadata:LastGoodPage" },
        { "\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"LastGoodPage\": \"ByName\" } } }", "Routes:idle-jsp:Metadata:LastGoodPage" },
        { "\"Routes\": { \"change-credential\": { \"Metadata\": { \"FormRoute\": \"change-credential-from\" } } }", "Routes:change-credential:Metadata:FormRoute" },
        { "\"Routes\": { \"change-credential\": { \"Metadata\": { \"FormRoute\": \"personal-directory\" } } }", "Routes:change-credential:Metadata:FormRoute" },
        { "\"Clusters\": { \"idle\": { \"Metadata\": { \"Title\": \"The page that a phone shows while idle\" } } }", "Clusters:idle:Metadata:Title" },
        { "\"Clusters\": { \"idle\": { \"Metadata\": { \"ExitUrl\": \"http://ccm/\" } } }", "Clusters:idle:Metadata:ExitUrl" },
    };

    [Theory]
    [MemberData(nameof(WrongMetadata))]
    public async Task LoadAsync_WrongMetadata_NamesFileAndKey(string setting, string key) => WrongSite.AssertOne(await OfProxyAsync(setting), "ReverseProxy:" + key);

    [Theory]
    [InlineData("{ \"Redis\": \"redis 1,password=secret\" }")]
    [InlineData("{ \"Redis\": [ \"redis1,password=secret\" ] }")]
    [InlineData("{ \"Redis\": { \"redis1,password=secret\": 1 } }")]
    [InlineData("{ \"MaxAge\": \"redis1,password=secret\" }")]
    [InlineData("\"redis1,ssl=true,Password = secret\"")]
    public async Task LoadAsync_WrongRedis_PasswordIsNotRepeated(string setting)
    {
        var error = Assert.Single(await OfSettingAsync($"\"LastGoodPage\": {setting}"));

        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> OfSettingAsync(string setting) =>
        WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} }, {{setting}} } }""");

    private static Task<IReadOnlyList<string>> OfProxyAsync(string setting) => WrongSite.OfSectionAsync($$""" "ReverseProxy": { {{setting}} } """);
}

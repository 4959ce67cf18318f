using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Hosting;

public sealed class UrlsValidatorTests
{
    public static TheoryData<string> WrongUrls =>
    [
        "\"http://*:80800\"",
        "\"http://*:-1\"",
        "\"http://*:http\"",
        "\"8080\"",
        "8080",
        "\"*:8080\"",
        "\"10.1.1.9:8080\"",
        "\"http://*:8080,http://*:8081\"",
        "\"http://*:8080 http://*:8081\"",
        "[ \"http://*:8080\", \"https://*:8443\" ]",
        "{ \"Http\": \"http://*:8080\" }",
        "\"http://*:8080;http://0.0.0.0:8080\"",
        "\"http://localhost:8080;http://127.0.0.1:8080\"",
        "\"http://[::]:8080;http://*:8080\"",
        "\"http://192.0.2.77:8080\"",
        "\"http://[2001:db8::77]:8080\"",
        "\"http://10.1.1.256:8080\"",
        "\"http://[::1:8080\"",
        "\"http://::1:8080\"",
        "\"ftp://*:8080\"",
        "\"http://*:8080/phones\"",
        "\"http://*: 8080\"",
        "\"http://localhost:0\"",
        "\"http://unix:/none/such/socket\"",
        "\"http://unix:/tmp\"",
        "\"\"",
        "null",
        "\"http://*:9901\"",
    ];

    [Theory]
    [MemberData(nameof(WrongUrls))]
    public async Task LoadAsync_WrongUrls_NamesThem(string urls) => WrongSite.AssertOne(await OfAsync(urls), "Urls");

    [Fact]
    public Task LoadAsync_WrongUrls_SaysWhatToWrite() => Approved.IsSaidAsync("Urls", WrongUrls.Select(row => (row.Data, OfAsync(row.Data))));

    private static Task<IReadOnlyList<string>> OfAsync(string urls) => WrongSite.OfSectionAsync($"\"Urls\": {urls}");

    [Theory]
    [InlineData("http://*:8080;http://*:8081; ")]
    [InlineData("http://[::]:8080")]
    [InlineData("HTTP://+:80")]
    [InlineData("http://127.0.0.1:0;http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:8080;http://127.0.0.2:8080")]
    [InlineData("http://phones.example.com:8080")]
    public async Task LoadAsync_GoodUrls_AreRight(string urls) => Assert.Empty(await WrongSite.OfSectionAsync($"\"Urls\": \"{urls}\""));

    [Fact]
    public async Task LoadAsync_ManagementOnThePhonesPort_NamesIt() => WrongSite.AssertOne(
        await WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} }, "Management": { "Url": "http://127.0.0.1:8080" } } }"""),
        "PhoneServices:Management:Url",
        "where phones come in (Urls has \"http://*:8080\"). Write another port, such as \"http://127.0.0.1:9901\".");

    [Fact]
    public async Task LoadAsync_WrongUrlsOnCommandLine_NamesThat() => Assert.StartsWith(
        "command line: Urls: is \"8080\".",
        Assert.Single(await WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} } } }""", "--Urls=8080")),
        StringComparison.Ordinal);
}

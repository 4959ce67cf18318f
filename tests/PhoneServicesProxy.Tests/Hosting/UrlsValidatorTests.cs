using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Hosting;

public sealed class UrlsValidatorTests
{
    [Theory]
    [InlineData("\"http://*:80800\"", "whose port is none. Write a number from 1 to 65535")]
    [InlineData("\"http://*:-1\"", "whose port is none")]
    [InlineData("\"http://*:http\"", "whose port is none")]
    [InlineData("\"8080\"", "is \"8080\". Write scheme, host and port, such as \"http://*:8080\".")]
    [InlineData("8080", "such as \"http://*:8080\".")]
    [InlineData("\"*:8080\"", "such as \"http://*:8080\".")]
    [InlineData("\"10.1.1.9:8080\"", "such as \"http://10.1.1.9:8080\".")]
    [InlineData("\"http://*:8080,http://*:8081\"", "Write semicolons between addresses")]
    [InlineData("\"http://*:8080 http://*:8081\"", "Write semicolons between addresses")]
    [InlineData("[ \"http://*:8080\", \"https://*:8443\" ]", "semicolons between the addresses: \"http://*:8080;https://*:8443\".")]
    [InlineData("{ \"Http\": \"http://*:8080\" }", "Write one text")]
    [InlineData("\"http://*:8080;http://0.0.0.0:8080\"", "are the same port of the same address")]
    [InlineData("\"http://localhost:8080;http://127.0.0.1:8080\"", "are the same port of the same address")]
    [InlineData("\"http://[::]:8080;http://*:8080\"", "are the same port of the same address")]
    [InlineData("\"http://192.0.2.77:8080\"", "but this machine does not have the address 192.0.2.77. Write one that it has (ip address), or \"http://*:8080\"")]
    [InlineData("\"http://[2001:db8::77]:8080\"", "does not have the address 2001:db8::77")]
    [InlineData("\"http://10.1.1.256:8080\"", "whose address is none. Write four numbers")]
    [InlineData("\"http://[::1:8080\"", "no IPv6 address")]
    [InlineData("\"http://::1:8080\"", "Write an IPv6 address in brackets")]
    [InlineData("\"ftp://*:8080\"", "Write http or https")]
    [InlineData("\"http://*:8080/phones\"", "and nothing else")]
    [InlineData("\"http://*: 8080\"", "and nothing else")]
    [InlineData("\"http://localhost:0\"", "Write a port")]
    [InlineData("\"http://unix:/none/such/socket\"", "there is no folder /none/such")]
    [InlineData("\"http://unix:/tmp\"", "is a folder")]
    [InlineData("\"\"", "is empty. Write where phones come in")]
    [InlineData("null", "is empty. Write where phones come in")]
    [InlineData("\"http://*:9901\"", "where the management endpoint is (PhoneServices:Management:Url is \"http://127.0.0.1:9901\")")]
    public async Task LoadAsync_WrongUrls_SaysWhatToWrite(string urls, string remedy) =>
        WrongSite.AssertOne(await WrongSite.OfSectionAsync($"\"Urls\": {urls}"), "Urls", remedy);

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

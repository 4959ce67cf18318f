using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Nodes;

public sealed class NodesValidatorTests
{
    [Theory]
    [InlineData("", "is empty. Write scheme, host and port")]
    [InlineData("http://10.1.1.256/", "but \"10.1.1.256\" is no address. Write four numbers from 0 to 255")]
    [InlineData("http://10.1.1/", "but \"10.1.1\" is no address")]
    [InlineData("http://010.1.1.1/", "but \"010.1.1.1\" is no address")]
    [InlineData("http://167837953/", "is no address")]
    [InlineData("http://10.1.1.1:0/", "whose port is none")]
    [InlineData("http://10.1.1.1:80800/", "Write scheme, host and port")]
    [InlineData("http://0.0.0.0:8080/", "is not the address of one machine")]
    [InlineData("http://224.0.0.1/", "is not the address of one machine")]
    [InlineData("http://255.255.255.255/", "is not the address of one machine")]
    [InlineData(" http://10.1.1.1/", "nothing behind them")]
    [InlineData("10.1.1.1:8080", "Write scheme, host and port")]
    public async Task LoadAsync_WrongAddress_SaysWhatToWrite(string address, string remedy) =>
        WrongSite.AssertOne(await OfNodesAsync($$""" "publisher": { "Address": "{{address}}" } """), "PhoneServices:Nodes:publisher:Address", remedy);

    [Theory]
    [InlineData("sub/1")]
    [InlineData("sub?1")]
    [InlineData("sub%201")]
    [InlineData("sub\\u0007")]
    [InlineData("..")]
    [InlineData(" sub")]
    public async Task LoadAsync_NameThatTheApiCannotHold_IsWrong(string name)
    {
        var error = Assert.Single(await OfNodesAsync($$""" "{{name}}": { "Address": "http://10.1.1.1/" } """));

        Assert.Contains("Write at most 64 letters, digits", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://ccm/")]
    [InlineData("ccm 1")]
    [InlineData("ccm:99999")]
    [InlineData("ccm/x")]
    public async Task LoadAsync_WrongHost_SaysWhatToWrite(string host) => WrongSite.AssertOne(
        await OfNodesAsync($$""" "a": { "Address": "http://10.1.1.1/", "Host": "{{host}}" } """), "PhoneServices:Nodes:a:Host", "Write a host name or address, with a port or without");

    [Theory]
    [InlineData("http://10.1.1.1:80/", "http://10.1.1.1")]
    [InlineData("http://[::ffff:10.1.1.1]/", "http://10.1.1.1/")]
    [InlineData("http://[2001:db8::1]/", "http://[2001:db8:0::1]/")]
    [InlineData("http://CCM.example.com/", "http://ccm.EXAMPLE.com/")]
    public async Task LoadAsync_SameAddressTwice_IsWrong(string one, string two)
    {
        var error = Assert.Single(await OfNodesAsync($$""" "a": { "Address": "{{one}}" }, "b": { "Address": "{{two}}" } """));

        Assert.Contains("Give each node its own address", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_UsualNames_AreRight() => Assert.Empty(await OfNodesAsync(
        """
        "Sub-1_a.example": { "Address": "http://10.1.1.1/" }, "2": { "Address": "https://ccm_pub.example.com:8443/", "Host": "ccm.example.com:8443" },
        "Filiale Süd": { "Address": "http://10.1.1.3/" }
        """));

    private static Task<IReadOnlyList<string>> OfNodesAsync(string nodes) => WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{nodes}} } } }""");
}

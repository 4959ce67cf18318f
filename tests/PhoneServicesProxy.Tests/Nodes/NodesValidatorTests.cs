using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Nodes;

public sealed class NodesValidatorTests
{
    public static TheoryData<string> WrongAddresses =>
    [
        "",
        "http://10.1.1.256/",
        "http://10.1.1/",
        "http://010.1.1.1/",
        "http://167837953/",
        "http://10.1.1.1:0/",
        "http://10.1.1.1:80800/",
        "http://0.0.0.0:8080/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        " http://10.1.1.1/",
        "10.1.1.1:8080",
    ];

    [Theory]
    [MemberData(nameof(WrongAddresses))]
    public async Task LoadAsync_WrongAddress_NamesKey(string address) => WrongSite.AssertOne(await OfAddressAsync(address), "PhoneServices:Nodes:publisher:Address");

    [Fact]
    public Task LoadAsync_WrongNode_SaysWhatToWrite() => Approved.IsSaidAsync(
        "Addresses",
        [
            .. WrongAddresses.Select(row => (row.Data, OfAddressAsync(row.Data))),
            ("sub/1", OfNameAsync("sub/1")), ("ccm:99999", OfHostAsync("ccm:99999")), ("http://CCM/, http://ccm/", OfTwoAsync("http://CCM/", "http://ccm/")),
        ]);

    [Theory]
    [InlineData("sub/1")]
    [InlineData("sub?1")]
    [InlineData("sub%201")]
    [InlineData("sub\\u0007")]
    [InlineData("..")]
    [InlineData(" sub")]
    public async Task LoadAsync_NameThatTheApiCannotHold_IsWrong(string name) =>
        Assert.StartsWith("site.json: PhoneServices:Nodes:", Assert.Single(await OfNameAsync(name)), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://ccm/")]
    [InlineData("ccm 1")]
    [InlineData("ccm:99999")]
    [InlineData("ccm/x")]
    public async Task LoadAsync_WrongHost_NamesKey(string host) => WrongSite.AssertOne(await OfHostAsync(host), "PhoneServices:Nodes:a:Host");

    [Theory]
    [InlineData("http://10.1.1.1:80/", "http://10.1.1.1")]
    [InlineData("http://[::ffff:10.1.1.1]/", "http://10.1.1.1/")]
    [InlineData("http://[2001:db8::1]/", "http://[2001:db8:0::1]/")]
    [InlineData("http://CCM.example.com/", "http://ccm.EXAMPLE.com/")]
    public async Task LoadAsync_SameAddressTwice_IsWrong(string one, string two) => WrongSite.AssertOne(await OfTwoAsync(one, two), "PhoneServices:Nodes:b:Address");

    [Fact]
    public async Task LoadAsync_UsualNames_AreRight() => Assert.Empty(await OfNodesAsync(
        """
        "Sub-1_a.example": { "Address": "http://10.1.1.1/" }, "2": { "Address": "https://ccm_pub.example.com:8443/", "Host": "ccm.example.com:8443" },
        "Filiale Süd": { "Address": "http://10.1.1.3/" }
        """));

    private static Task<IReadOnlyList<string>> OfAddressAsync(string address) => OfNodesAsync($$""" "publisher": { "Address": "{{address}}" } """);

    private static Task<IReadOnlyList<string>> OfNameAsync(string name) => OfNodesAsync($$""" "{{name}}": { "Address": "http://10.1.1.1/" } """);

    private static Task<IReadOnlyList<string>> OfHostAsync(string host) => OfNodesAsync($$""" "a": { "Address": "http://10.1.1.1/", "Host": "{{host}}" } """);

    private static Task<IReadOnlyList<string>> OfTwoAsync(string one, string two) =>
        OfNodesAsync($$""" "a": { "Address": "{{one}}" }, "b": { "Address": "{{two}}" } """);

    private static Task<IReadOnlyList<string>> OfNodesAsync(string nodes) => WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{nodes}} } } }""");
}

using System.Net;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.PublicAddress;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class GatewayAddressTests
{
    private const string PublicHttp = "http://public:8080";
    private const string PublicHttps = "https://public:8443";

    [Fact]
    public void Is_GatewayWithoutHttps_IsNoHttpsAddress()
    {
        var gateway = new GatewayAddress(PublicHttp, PublicHttp, IsHttps: false);

        Assert.True(gateway.Is(isHttps: false, "PUBLIC", 8080));
        Assert.False(gateway.Is(isHttps: true, "public", 8080));
    }

    [Theory]
    [InlineData("public", 9090)]
    [InlineData("other", 8080)]
    public void Is_OtherHostOrPort_IsNotTheGateway(string host, int port) =>
        Assert.False(new GatewayAddress(PublicHttp, PublicHttps, IsHttps: false).Is(isHttps: false, host, port));

    [Theory]
    [InlineData("http://phones", "https://phones", false, "phones:80")]
    [InlineData("http://phones", "https://phones", true, "phones:443")]
    [InlineData("http://[2001:db8::9]", "https://[2001:db8::9]:8443", true, "[2001:db8::9]:8443")]
    [InlineData("https://phones", "https://phones", false, "plain:8080")] // the phone came by https
    [InlineData("http://phones", "http://phones", true, null)] // nothing listens for https
    public void HostAndPortFor_Scheme_NeverThePortOfTheOther(string http, string https, bool isHttps, string? expected)
    {
        var gateway = new GatewayAddress(http, https, IsHttps: false) { PlainHttp = "http://plain:8080" };

        Assert.Equal(expected, gateway.HostAndPortFor(isHttps));
    }

    [Theory]
    [InlineData("http://phones", 80, true)]
    [InlineData("http://phones", 443, false)]
    [InlineData("https://phones", 443, true)]
    [InlineData("https://phones", 80, false)]
    public void Is_AddressWithoutAPort_HasThatOfItsScheme(string address, int port, bool expected)
    {
        var isHttps = address.StartsWith("https:", StringComparison.Ordinal);

        Assert.Equal(expected, new GatewayAddress(address, address, isHttps).Is(isHttps, "phones", port));
    }

    [Theory]
    [InlineData("evil.example\"/><x")]
    [InlineData("a b")]
    [InlineData("user@phones")]
    [InlineData("phones:99999")]
    [InlineData("")] // HTTP/1.0
    [InlineData(null)]
    public void Of_HostThatIsNone_LocalAddressOfTheConnection(string? host)
    {
        var address = Of("http", host, "10.0.0.5", 8080);

        Assert.Equal(new("http://10.0.0.5:8080", "http://10.0.0.5:8080", IsHttps: false), address);
    }

    [Theory]
    [InlineData("http", "10.0.0.5", 80, "http://10.0.0.5")]
    [InlineData("https", "10.0.0.5", 443, "https://10.0.0.5")]
    [InlineData("https", "10.0.0.5", 80, "https://10.0.0.5:80")]
    [InlineData("http", "::ffff:10.0.0.5", 8080, "http://10.0.0.5:8080")] // a socket for both families
    [InlineData("http", "2001:db8::5", 8080, "http://[2001:db8::5]:8080")]
    [InlineData("http", "fe80::5%3", 8080, "http://[fe80::5]:8080")]
    public void Of_NoHost_LocalAddressAsInAUrl(string scheme, string local, int port, string expected) =>
        Assert.Equal(expected, Of(scheme, null, local, port)?.For(scheme == "https"));

    [Fact]
    public void Of_NeitherHostNorLocalAddress_Unknown() => Assert.Null(AddressForPhone.Of(new DefaultHttpContext(), Rules(null, null)));

    [Theory]
    [InlineData("http", null, null, "http://phones:81", "http://phones:81")]
    [InlineData("http", PublicHttp, null, PublicHttp, PublicHttp)]
    [InlineData("http", null, PublicHttps, "http://phones:81", PublicHttps)]
    [InlineData("http", PublicHttp, PublicHttps, PublicHttp, PublicHttps)]
    [InlineData("https", null, null, "https://phones:81", "https://phones:81")]
    [InlineData("https", PublicHttp, null, "https://phones:81", "https://phones:81")]
    [InlineData("https", null, PublicHttps, PublicHttps, PublicHttps)]
    [InlineData("https", PublicHttp, PublicHttps, PublicHttps, PublicHttps)]
    public void Of_SchemesAndSettings_NeverFromHttpsToHttp(string scheme, string? http, string? https, string forHttp, string forHttps)
    {
        var address = AddressForPhone.Of(Context(scheme, "phones:81", "10.0.0.5", 81), Rules(http, https));

        Assert.Equal(new(forHttp, forHttps, IsHttps: scheme == "https") { PlainHttp = scheme == "https" ? http : null }, address);
    }

    private static GatewayAddress? Of(string scheme, string? host, string local, int port) =>
        AddressForPhone.Of(Context(scheme, host, local, port), Rules(null, null));

    private static DefaultHttpContext Context(string scheme, string? host, string local, int port)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = scheme;
        context.Request.Headers.Host = host;
        context.Connection.LocalIpAddress = IPAddress.Parse(local);
        context.Connection.LocalPort = port;
        return context;
    }

    private static RewriteRules Rules(string? http, string? https) => new(Rewriting.NoNodes, http, https);
}

using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class SetCookieRewriterTests
{
    private const string Session = "JSESSIONID=660646D3655BB00734D3895606BCE76F";

    [Theory]
    [InlineData(Session + "; Path=/ccmcip/; HttpOnly")]
    [InlineData(Session)]
    [InlineData("")]
    [InlineData(Session + ";")]
    [InlineData("a;b")]
    [InlineData("ASPSESSIONIDQQDQSBSQ=GMCFNOAAHHPBBOHLABNHCDAF; path=/")]
    [InlineData("a=10.1.1.1; Path=/secure; Expires=Thu, 01 Jan 1998 00:00:00 GMT")]
    [InlineData("secure=domain; Domain=elsewhere.example")]
    [InlineData("domain=10.1.1.1")]
    [InlineData("a=b; Domain=10.1.1.11")]
    [InlineData("a=b; Domain=example.com")] // the gateway's as well, perhaps
    [InlineData("a=b; Domain=")]
    [InlineData("a=b; Domain")]
    public void Rewrite_PhoneOnHttpAndNothingOfANode_SameString(string cookie) =>
        Assert.Same(cookie, SetCookieRewriter.Rewrite(cookie, Rewriting.Nodes, isHttps: false));

    [Theory]
    [InlineData(Session + "; Path=/ccmcip/; Secure; HttpOnly", Session + "; Path=/ccmcip/; HttpOnly")]
    [InlineData(Session + ";secure;Path=/", Session + ";Path=/")]
    [InlineData(Session + "; SECURE ", Session)]
    [InlineData(Session + "; Secure=true; Path=/", Session + "; Path=/")]
    public void Rewrite_PhoneOnHttp_NotSecure(string cookie, string expected) =>
        Assert.Equal(expected, SetCookieRewriter.Rewrite(cookie, Rewriting.Nodes, isHttps: false));

    [Theory]
    [InlineData(Session + "; Path=/ccmcip/; HttpOnly", Session + "; Path=/ccmcip/; HttpOnly; Secure")]
    [InlineData(Session, Session + "; Secure")]
    [InlineData("secure=1; Path=/secure", "secure=1; Path=/secure; Secure")]
    public void Rewrite_PhoneOnHttps_Secure(string cookie, string expected) =>
        Assert.Equal(expected, SetCookieRewriter.Rewrite(cookie, Rewriting.Nodes, isHttps: true));

    [Theory]
    [InlineData(Session + "; Path=/ccmcip/; Secure; HttpOnly")]
    [InlineData(Session + ";secure")]
    [InlineData(Session + "; Secure; secure")]
    [InlineData(";secure")]
    public void Rewrite_PhoneOnHttpsAndSecureAlready_SameString(string cookie) =>
        Assert.Same(cookie, SetCookieRewriter.Rewrite(cookie, Rewriting.Nodes, isHttps: true));

    [Theory]
    [InlineData("a=b; Domain=10.1.1.1; Path=/", "a=b; Path=/")]
    [InlineData("a=b;domain=.CCM-sub1.example.com", "a=b")]
    [InlineData("a=b; Path=/; Domain = \"ccm-sub1\" ; HttpOnly", "a=b; Path=/; HttpOnly")]
    public void Rewrite_DomainNamesANode_Goes(string cookie, string expected) =>
        Assert.Equal(expected, SetCookieRewriter.Rewrite(cookie, Rewriting.Nodes, isHttps: false));
}

using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Tests.Sessions;

public sealed class SessionCookieTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("=")]
    [InlineData("JSESSIONID")]
    [InlineData("JSESSIONID=")]
    [InlineData("JSESSIONID= \"\"")]
    [InlineData("JSESSIONIDS=1")]
    [InlineData("XJSESSIONID=1")]
    [InlineData("lang=JSESSIONID=1")]
    public void TryGetId_NoSession_False(string pair) => Assert.False(SessionCookie.TryGetId(pair, out _));

    [Theory]
    [InlineData("JSESSIONID=660646D3655BB00734D3895606BCE76F", "660646D3655BB00734D3895606BCE76F")]
    [InlineData(" JSESSIONID = 660646D3655BB007.node1 ", "660646D3655BB007.node1")]
    [InlineData("JSESSIONID=\"660646D3655BB007\"", "660646D3655BB007")]
    [InlineData("jsessionid=660646D3655BB007", "660646D3655BB007")]
    [InlineData("ASPSESSIONIDQQDQSBSQ=GMCFNOAAHHPBBOHLABNHCDAF", "GMCFNOAAHHPBBOHLABNHCDAF")]
    public void TryGetId_Session_GivesItsId(string pair, string id)
    {
        Assert.True(SessionCookie.TryGetId(pair, out var found));
        Assert.Equal(id, found.ToString());
    }
}

using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Tests.Sessions;

/// <summary>Sessions here: MINE is the node's, OTHER another node's, of all others nothing is known.</summary>
public sealed class SessionFilterTests
{
    private readonly SessionTable _table = new(new FakeTimeProvider());

    public SessionFilterTests()
    {
        _table.Remember(SessionCookie.Hash("MINE"), "a");
        _table.Remember(SessionCookie.Hash("OTHER"), "b");
    }

    [Theory]
    [InlineData("JSESSIONID=OTHER", null)]
    [InlineData("JSESSIONID=OTHER;", null)]
    [InlineData("JSESSIONID=OTHER; ASPSESSIONIDQQDQSBSQ=UNKNOWN", null)]
    [InlineData("JSESSIONID=OTHER; lang=en", "lang=en")]
    [InlineData("lang=en; JSESSIONID=OTHER", "lang=en")]
    [InlineData("lang=en;  x=\"1, 2\" ;JSESSIONID=OTHER;theme=", "lang=en;  x=\"1, 2\" ;theme=")]
    [InlineData("JSESSIONID=MINE; JSESSIONID=OTHER; JSESSIONID=UNKNOWN", "JSESSIONID=MINE")]
    [InlineData("ASPSESSIONIDQQDQSBSQ=OTHER; ASPSESSIONIDAAAAAAAA=MINE", "ASPSESSIONIDAAAAAAAA=MINE")]
    [InlineData("JSESSIONID=MINE; a=b;; ;", "JSESSIONID=MINE; a=b;; ;")]
    [InlineData("", "")]
    public void Cookies_AtALaterNode_OnlySessionsKnownAsItsOwnStay(string header, string? left) =>
        Assert.Equal(left, new SessionFilter(_table, "a", passUnknown: false).Cookies(header));

    [Theory]
    [InlineData("JSESSIONID=UNKNOWN; JSESSIONID=OTHER; JSESSIONID=MINE", "JSESSIONID=UNKNOWN; JSESSIONID=MINE")]
    [InlineData("JSESSIONID=UNKNOWN", "JSESSIONID=UNKNOWN")]
    public void Cookies_AtTheFirstNode_UnknownSessionsStay(string header, string? left) =>
        Assert.Equal(left, new SessionFilter(_table, "a", passUnknown: true).Cookies(header));

    [Theory]
    [InlineData("/emapp/EMAppServlet;jsessionid=OTHER?device=SEP1&x=;jsessionid=OTHER", "/emapp/EMAppServlet?device=SEP1&x=;jsessionid=OTHER")]
    [InlineData("/emapp/EMAppServlet;jsessionid=UNKNOWN", "/emapp/EMAppServlet")]
    [InlineData("/emapp/EMAppServlet;JSessionID=OTHER", "/emapp/EMAppServlet")]
    [InlineData("/emapp/EMAppServlet;jsessionid=MINE?device=SEP1", "/emapp/EMAppServlet;jsessionid=MINE?device=SEP1")]
    [InlineData("/emapp/EMAppServlet;x=OTHER?device=SEP1", "/emapp/EMAppServlet;x=OTHER?device=SEP1")]
    [InlineData("/emapp/EMAppServlet?a=%2F%20+", "/emapp/EMAppServlet?a=%2F%20+")]
    public void PathAndQuery_AtALaterNode_OnlyASessionKnownAsItsOwnStays(string sent, string left) =>
        Assert.Equal(left, new SessionFilter(_table, "a", passUnknown: false).PathAndQuery(sent));
}

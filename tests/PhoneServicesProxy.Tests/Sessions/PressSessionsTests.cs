using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Sessions;

/// <summary>A in a request stands for the mark of node a, B for that of node b, N for that of no node.</summary>
public sealed class PressSessionsTests
{
    private readonly DestinationState _a = Marks.Node("a");
    private readonly DestinationState _b = Marks.Node("b");
    private readonly SessionMarks _marks = Marks.Of("http://a:8080/", "http://b:8080/");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lang=en; theme=dark; JSESSIONID=")]
    public void Of_NoSession_NullAndNothingAllocated(string? cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;
        Assert.Null(PressSessions.Of(context, _marks));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var press = 0; press < 100; press++)
        {
            PressSessions.Of(context, _marks);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("JSESSIONID=1{A}", "JSESSIONID=1")]
    [InlineData("JSESSIONID=1.node1{A}", "JSESSIONID=1.node1")] // Tomcat's route is a part of its id
    [InlineData("JSESSIONID=\"1{A}\"; lang=en", "JSESSIONID=\"1\"; lang=en")]
    [InlineData(" JSESSIONID = 1{A} ;x=1{A}", "JSESSIONID = 1 ;x=1{A}")]
    [InlineData("JSESSIONID=1{B}", null)]
    [InlineData("JSESSIONID=1{N}", null)]
    [InlineData("JSESSIONID={A}", null)] // no id
    [InlineData("JSESSIONID=1{B};", null)]
    [InlineData("JSESSIONID=1{B}; ;", null)]
    [InlineData("JSESSIONID=1{B}; ASPSESSIONIDQQDQSBSQ=UNMARKED", null)]
    [InlineData("JSESSIONID=1{B}; lang=en", "lang=en")]
    [InlineData("lang=en;  x=\"1, 2\" ;JSESSIONID=1{B};theme=", "lang=en;  x=\"1, 2\" ;theme=")]
    [InlineData("JSESSIONID=1{A}; JSESSIONID=2{B}; JSESSIONID=3", "JSESSIONID=1")]
    [InlineData("ASPSESSIONIDQQDQSBSQ=1{B}; ASPSESSIONIDAAAAAAAA=2{A}", "ASPSESSIONIDAAAAAAAA=2")]
    [InlineData("a=b;; ;", "a=b;; ;")]
    [InlineData("", "")]
    public void Cookies_AtALaterNode_ItsOwnWithoutTheMark(string header, string? left) =>
        Assert.Equal(Marked(left), Of(header).Cookies(Marked(header)!, _a, isFirst: false));

    [Theory]
    [InlineData("JSESSIONID=UNMARKED; JSESSIONID=1{B}; JSESSIONID=2{A}", "JSESSIONID=UNMARKED; JSESSIONID=2")]
    [InlineData("JSESSIONID=UNMARKED.worker", "JSESSIONID=UNMARKED.worker")]
    [InlineData("JSESSIONID={A}", null)] // a mark alone is no session of any node
    [InlineData("JSESSIONID=1.x7abcd", "JSESSIONID=1.x7abcd")]
    [InlineData("JSESSIONID=1.x7ab-de", "JSESSIONID=1.x7ab-de")]
    public void Cookies_AtTheFirstNode_SessionsWithoutMarkStay(string header, string? left) =>
        Assert.Equal(left, Of(header).Cookies(Marked(header)!, _a, isFirst: true));

    [Theory]
    [InlineData("660646D3655BB007{A}", true, ";jsessionid=660646D3655BB007")]
    [InlineData("660646D3655BB007.node1{A}", false, ";jsessionid=660646D3655BB007.node1")]
    [InlineData("660646D3655BB007{B}", true, "")]
    [InlineData("660646D3655BB007{N}", true, "")]
    [InlineData("660646D3655BB007.worker-1", true, ";jsessionid=660646D3655BB007.worker-1")]
    [InlineData("660646D3655BB007.worker-1", false, "")]
    public void PathParameter_OfANode_WithoutTheMarkOrNotAtAll(string id, bool isFirst, string left) =>
        Assert.Equal(left, Of(null, id).PathParameter(_a, isFirst).ToString());

    [Fact]
    public void PlaceAt_SeveralSessions_CookiesInTheirOrderThenThePath()
    {
        var sessions = Of("JSESSIONID=1{N}; JSESSIONID=2{B}; JSESSIONID=3{B}", "660646D3655BB007{A}");

        Assert.Equal((3, 1), (sessions.PlaceAt(_a), sessions.PlaceAt(_b)));
        Assert.Null(sessions.PlaceAt(Marks.Node("c")));
    }

    [Theory]
    [InlineData("ASPSESSIONIDAAAAAAAA=1{A}; ASPSESSIONIDBBBBBBBB=2{B}", 1, 0)]
    [InlineData("JSESSIONID=1{A}; ASPSESSIONIDAAAAAAAA=1{A}; ASPSESSIONIDBBBBBBBB=2{B}", 0, 1)]
    [InlineData("ASPSESSIONIDBBBBBBBB=1{B}; lang=en; ASPSESSIONIDAAAAAAAA=2{A}", 0, 1)]
    public void PlaceAt_SessionsOfServerPagesHavePiledUp_NewestFirst(string header, int atA, int atB) =>
        Assert.Equal((atA, atB), (Of(header).PlaceAt(_a), Of(header).PlaceAt(_b)));

    [Theory]
    [InlineData("JSESSIONID=1{A}", true)]
    [InlineData("JSESSIONID=UNMARKED", true)]
    [InlineData("JSESSIONID=1{B}; JSESSIONID=1{N}", false)]
    public void MayBelongTo_FirstNode_MarkedAsItsOwnOrNotMarked(string header, bool may) => Assert.Equal(may, Of(header).MayBelongTo(_a));

    private PressSessions Of(string? header, string? inPath = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = header is "a=b;; ;" or "" ? "JSESSIONID=1" : Marked(header);
        if (inPath is not null)
        {
            context.Features.Set(new SessionInPath($";jsessionid={Marked(inPath)}"));
        }

        return PressSessions.Of(context, _marks)!;
    }

    private string? Marked(string? text) => text?
        .Replace("{A}", _marks.Of(_a), StringComparison.Ordinal)
        .Replace("{B}", _marks.Of(_b), StringComparison.Ordinal)
        .Replace("{N}", ".x7zzzzz", StringComparison.Ordinal);
}

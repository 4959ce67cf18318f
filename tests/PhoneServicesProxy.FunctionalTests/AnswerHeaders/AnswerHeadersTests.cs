using System.Globalization;
using System.Text;
using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.AnswerHeaders;

public sealed class AnswerHeadersTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp";
    private const string Authenticate = "/ccmcip/authenticate.jsp?UserID=u&Password=p";
    private const string Page = "<CiscoIPPhoneText><Text>a</Text></CiscoIPPhoneText>";

    /// <summary>What the answer of any page consists of.</summary>
    private static readonly string[] Plain = ["Content-Length", "Content-Type", "Date"];

    [Theory]
    [InlineData(Menu)]
    [InlineData(Authenticate)]
    public async Task HeadersThatTellOfTheNode_NeverReachThePhone(string path)
    {
        await using var node = await ScriptedNode.StartAsync(context =>
        {
            var headers = context.Response.Headers;
            headers.Via = "1.1 iss-squid";
            headers.Server = "Microsoft-IIS/5.0";
            headers["X-Powered-By"] = "ASP.NET, Servlet/3.0 JSP/2.2";
            headers["X-AspNet-Version"] = "1.1.4322";
            headers["X-AspNetMvc-Version"] = "5.2";
            headers.AltSvc = "h2=\"ccm1.example.com:8443\"";
            headers.StrictTransportSecurity = "max-age=31536000";
            headers.XFrameOptions = "SAMEORIGIN";
            headers["X-Served-By"] = "ccm1";
            headers["X-PhoneServices-Node"] = "forged";
            headers.ETag = "\"8f4:1a2\"";
            headers.KeepAlive = "timeout=15";
            headers.Connection = "X-Hop";
            headers["X-Hop"] = "ccm1";
            headers.ProxyAuthenticate = "Basic realm=ccm1";
            return WriteAsync(context);
        });

        var answer = await AskAsync(node, path);

        Assert.Equal(Page, answer.Text);
        Assert.Equal(Plain, answer.HeaderNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task HeadersThatPhonesRead_AllReachThePhone()
    {
        await using var node = await ScriptedNode.StartAsync(context =>
        {
            var headers = context.Response.Headers;
            headers["Refresh"] = "60; url=http://third-party.example.com/";
            headers.Expires = "Thu, 01 Jan 1998 00:00:00 GMT";
            headers.Date = "Tue, 30 Sep 2014 11:04:15 GMT";
            headers.CacheControl = "no-store";
            headers.SetCookie = new(["JSESSIONID=660646D3; Path=/ccmcip/", "second=2"]);
            headers["X-CiscoIPPhone-Future"] = "1";
            return WriteAsync(context);
        });

        var answer = await AskAsync(node, Menu);

        Assert.Equal("60; url=http://third-party.example.com/", answer["Refresh"]);
        Assert.Equal("Thu, 01 Jan 1998 00:00:00 GMT", answer["Expires"]);
        Assert.Equal("Tue, 30 Sep 2014 11:04:15 GMT", answer["Date"]);
        Assert.Equal("no-store", answer["Cache-Control"]);
        Assert.Matches(@"^JSESSIONID=660646D3\.x7[a-z2-7]{5}; Path=/ccmcip/, second=2$", answer["Set-Cookie"]);
        Assert.Equal(2, answer.HeaderNames.Count(name => name == "Set-Cookie"));
        Assert.Equal("1", answer["X-CiscoIPPhone-Future"]);
    }

    [Fact]
    public async Task HeaderOfTheSite_ListedOrAddedByTheRoute_ReachesThePhone()
    {
        await using var node = await ScriptedNode.StartAsync(context =>
        {
            context.Response.Headers["X-Queue"] = "7";
            context.Response.Headers["X-Other"] = "8";
            return WriteAsync(context);
        });

        var answer = await AskAsync(
            node,
            Menu,
            "--PhoneServices:AnswerHeaders:AlsoPass=X-Site, x-queue",
            "--ReverseProxy:Routes:services-menu-jsp:Transforms:0:ResponseHeader=X-Added",
            "--ReverseProxy:Routes:services-menu-jsp:Transforms:0:Set=yes");

        Assert.Equal("7", answer["X-Queue"]);
        Assert.Equal("yes", answer["X-Added"]);
        Assert.Null(answer["X-Other"]);
    }

    [Fact]
    public async Task NodeName_SwitchedOn_NamesTheNodeThatAnswered()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(
            cluster, "--PhoneServices:AnswerHeaders:NodeName=true", "--PhoneServices:Nodes:publisher:Priority=0", "--PhoneServices:Nodes:subscriber1:Priority=0");
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("500 path=" + Menu), TestContext.Current.CancellationToken);
        await cluster["subscriber1"].SetFaultAsync(NodeFault.Parse("html path=" + Menu), TestContext.Current.CancellationToken);
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);

        var answer = await phone.AskAsync($"GET {Menu} HTTP/1.1\nHost: ccm\n\n");

        Assert.Equal("subscriber2", answer["X-PhoneServices-Node"]);
    }

    [Theory]
    [InlineData("utf-8,;q=0.8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "text/xml", "text/xml; charset=utf-8")]
    [InlineData("iso-8859-1,utf-8;q=0.8", "<?xml version='1.0' encoding='iso-8859-1'?>", "text/xml", "text/xml; charset=iso-8859-1")]
    [InlineData("iso-8859-1", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "text/xml", "text/xml")]
    [InlineData("utf-8", "", "text/xml", "text/xml")]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "text/xml;charset=iso-8859-1", "text/xml;charset=iso-8859-1")]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "text/html", "text/html")]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", null, "text/xml; charset=utf-8")]
    [InlineData("utf-8", "", null, "text/xml")]
    public async Task Charset_NodeStatesNone_IsStatedWhereThePageTellsItAndThePhoneListedIt(
        string listed, string declaration, string? contentType, string expected)
    {
        await using var node = await ScriptedNode.StartAsync(context => WriteAsync(context, declaration + Page, contentType));
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)]);
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);

        var answer = await phone.AskAsync($"GET {Menu} HTTP/1.1\nHost: ccm\nAccept-Charset: {listed}\n\n");

        Assert.Equal(declaration + Page, answer.Text);
        Assert.Equal(expected, answer["Content-Type"]);
    }

    [Theory]
    [InlineData("AUTHORIZED", "text/plain")]
    [InlineData("UN-AUTHORIZED", "text/plain;charset=ISO-8859-1")]
    [InlineData("AUTHORIZED", null)]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>AUTHORIZED</a>", "text/plain")]
    public async Task Authenticate_AnswerAndItsType_PassByteForByte(string body, string? contentType)
    {
        await using var node = await ScriptedNode.StartAsync(context => WriteAsync(context, body, contentType));

        var answer = await AskAsync(node, Authenticate);

        Assert.Equal(body, answer.Text);
        Assert.Equal(contentType, answer["Content-Type"]);
        Assert.Equal(body.Length.ToString(CultureInfo.InvariantCulture), answer["Content-Length"]);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task Answer_ThatHasNoBodyByItsStatus_PassesAsItIs(int status)
    {
        await using var node = await ScriptedNode.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var answer = await AskAsync(node, Authenticate);

        Assert.Equal(status, answer.Status);
        Assert.Null(answer["Transfer-Encoding"]);
    }

    private static async Task<RawAnswer> AskAsync(ScriptedNode node, string path, params string[] settings)
    {
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], settings);
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);
        return await phone.AskAsync($"GET {path} HTTP/1.1\nHost: ccm\n\n");
    }

    private static Task WriteAsync(HttpContext context, string body = Page, string? contentType = "text/xml")
    {
        context.Response.ContentType = contentType;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted).AsTask();
    }
}

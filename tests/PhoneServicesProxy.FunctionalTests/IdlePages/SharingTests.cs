using System.Globalization;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.IdlePages;

/// <summary>Which requests share a page, and for how long, one after the other.</summary>
public sealed class SharingTests
{
    private const string Kept = "--PhoneServices:IdlePage:MaxAge=01:00:00";

    [Theory]
    [InlineData("Cache-Control", "no-store")]
    [InlineData("Cache-Control", "private")]
    [InlineData("Cache-Control", "no-cache")]
    [InlineData("Cache-Control", "max-age=0")]
    [InlineData("Cache-Control", "max-age=60, s-maxage=0")]
    [InlineData("Cache-Control", "nonsense=\"")]
    [InlineData("Pragma", "no-cache")]
    [InlineData("Expires", "Thu, 01 Jan 1998 00:00:00 GMT")]
    [InlineData("Expires", "-1")]
    [InlineData("Vary", "*")]
    [InlineData("Set-Cookie", "JSESSIONID=1; Path=/ccmcip/")]
    [InlineData("Age", "99", "Cache-Control", "max-age=60")]
    public async Task NodeSaysThatItIsNotToBeKept_EachPhoneAsks(string header, string value, string? second = null, string? secondValue = null)
    {
        await using var node = await IdleNode.StartAsync(context =>
        {
            context.Response.Headers[header] = value;
            context.Response.Headers[second ?? header] = secondValue ?? value;
            return IdleNode.WriteAsync(context);
        });
        await using var gateway = await StartAsync(node, Kept);

        for (var phone = 1; phone <= 3; phone++)
        {
            Assert.Equal(IdleNode.Page, (await IdlePhone.AskAsync(gateway, IdlePhone.Request())).Text);
            Assert.Equal(phone, node.Asked);
        }
    }

    /// <summary>As Tomcat writes URLs until a client has returned the cookie, which the site has the route take away.</summary>
    [Fact]
    public async Task PageHoldsASessionInItsUrls_EachPhoneAsks()
    {
        var sessions = 0;
        await using var node = await IdleNode.StartAsync(context => IdleNode.WriteAsync(
            context, $"<CiscoIPPhoneMenu><MenuItem><URL>/x;jsessionid=660646D3655BB00{Interlocked.Increment(ref sessions)}</URL></MenuItem></CiscoIPPhoneMenu>"));
        await using var gateway = await StartAsync(node, Kept);

        for (var phone = 1; phone <= 3; phone++)
        {
            Assert.Contains($";jsessionid=660646D3655BB00{phone}.x7", (await IdlePhone.AskAsync(gateway, IdlePhone.Request())).Text, StringComparison.Ordinal);
            Assert.Equal(phone, node.Asked);
        }
    }

    [Theory]
    [InlineData("Cache-Control", "max-age=3600")]
    [InlineData("Cache-Control", "max-age=0, s-maxage=3600")]
    [InlineData("Expires", "Fri, 01 Jan 2100 00:00:00 GMT")]
    public async Task NodeSaysThatItMayBeKept_IsAskedOnce(string header, string value)
    {
        await using var node = await IdleNode.StartAsync(context =>
        {
            context.Response.Headers[header] = value;
            context.Response.Headers.Vary = "Accept-Language, Cookie, User-Agent";
            context.Response.Headers["Refresh"] = "60";
            return IdleNode.WriteAsync(context);
        });
        await using var gateway = await StartAsync(node, "--PhoneServices:IdlePage:MaxAge=00:00:00");

        for (var phone = 1; phone <= 3; phone++)
        {
            var answer = await IdlePhone.AskAsync(gateway, IdlePhone.Request());
            Assert.Equal(IdleNode.Page, answer.Text);
            Assert.Equal("60", answer["Refresh"]);
            Assert.Equal(value, answer[header]);
        }

        Assert.Equal(1, node.Asked);
    }

    [Fact]
    public async Task NodeSaysNothing_PageIsKeptForMaxAgeOnly()
    {
        await using var node = await IdleNode.StartAsync();
        await using var gateway = await StartAsync(node, "--PhoneServices:IdlePage:MaxAge=00:00:00.300");

        await Eventually.IsAsync(async () =>
        {
            Assert.Equal(IdleNode.Page, (await IdlePhone.AskAsync(gateway, IdlePhone.Request())).Text);
            return node.Asked == 3;
        });
    }

    [Theory]
    [InlineData(404, 200)]
    [InlineData(302, 302)]
    public async Task AnswerThatIsNoPage_IsNotKept(int status, int seen)
    {
        await using var node = await IdleNode.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var gateway = await StartAsync(node, Kept);

        for (var phone = 1; phone <= 2; phone++)
        {
            Assert.Equal(seen, (await IdlePhone.AskAsync(gateway, IdlePhone.Request())).Status);
            Assert.Equal(phone, node.Asked);
        }
    }

    [Theory]
    [InlineData(IdlePhone.Path + "?device=SEP001122334455")]
    [InlineData(IdlePhone.Path + "?name=SEP001122334455")]
    [InlineData(IdlePhone.Path + "?devicename=SEP001122334455&locale=English_United_States")]
    [InlineData(IdlePhone.Path + "?page=2")]
    [InlineData(IdlePhone.Path + ";jsessionid=660646D3655BB00734D3895606BCE76F")]
    [InlineData(IdlePhone.Path, "Cookie: JSESSIONID=660646D3655BB00734D3895606BCE76F")]
    [InlineData(IdlePhone.Path, "Authorization: Basic dTpw")]
    [InlineData(IdlePhone.Path, "X-Site: hostile.example.com")]
    [InlineData(IdlePhone.Path, "Cache-Control: no-cache")]
    [InlineData(IdlePhone.Path, "If-None-Match: *")]
    [InlineData(IdlePhone.Path, "Range: bytes=0-1")]
    [InlineData(IdlePhone.Path, "User-Agent: a\nUser-Agent: b")]
    public async Task RequestOfOnePhone_IsAnsweredByItself(string path, string header = "")
    {
        await using var node = await IdleNode.StartAsync();
        await using var gateway = await StartAsync(node, Kept);

        for (var phone = 1; phone <= 2; phone++)
        {
            Assert.Equal(IdleNode.Page, (await IdlePhone.AskAsync(gateway, IdlePhone.Request(path, header: header))).Text);
            Assert.Equal(phone, node.Asked);
        }

        Assert.Equal(IdleNode.Page, (await IdlePhone.AskAsync(gateway, IdlePhone.Request())).Text);
        Assert.Equal(3, node.Asked);
    }

    /// <summary>A phone may be more lenient than we are, but the page is not kept for others.</summary>
    [Fact]
    public async Task PageThatIsIllFormedOnAllNodes_IsNotKept()
    {
        const string Cut = "<CiscoIPPhoneText><Text>Idle";
        await using var one = await IdleNode.StartAsync(context => IdleNode.WriteAsync(context, Cut));
        await using var other = await IdleNode.StartAsync(context => IdleNode.WriteAsync(context, Cut));
        await using var gateway = await TestGateway.StartAsync(
            [("one", one.Address), ("other", other.Address)], Kept, "--ReverseProxy:Routes:idle-jsp:Metadata:Expect=PhoneXml");

        for (var phone = 1; phone <= 2; phone++)
        {
            Assert.Equal(Cut, (await IdlePhone.AskAsync(gateway, IdlePhone.Request())).Text);
            Assert.Equal(phone, one.Asked);
            Assert.Equal(phone, other.Asked);
        }
    }

    [Fact]
    public async Task PhonesThatDiffer_ShareWithTheirLikeOnly()
    {
        await using var node = await IdleNode.StartAsync(context => IdleNode.WriteAsync(
            context, $"<CiscoIPPhoneText><Text>{context.Request.Path}{context.Request.QueryString}|{context.Request.Headers.AcceptLanguage}|{context.Request.Headers["x-CiscoIPPhoneDisplay"]}|{context.Request.Host}</Text></CiscoIPPhoneText>"));
        await using var gateway = await StartAsync(node, Kept);
        string[] different =
        [
            IdlePhone.Request(),
            IdlePhone.Request(language: "de_DE"),
            IdlePhone.Request(display: "298,144,3,G"),
            IdlePhone.Request(host: "gateway.example.com"),
            IdlePhone.Request(IdlePhone.Path + "?locale=German_Germany"),
            IdlePhone.Request(IdlePhone.Path + "?locale=English_United_States"),
            IdlePhone.Request("/CCMCIP/idle.asp"),
        ];

        var first = await AskAllAsync();
        var again = await AskAllAsync();

        Assert.Equal(different.Length, node.Asked);
        Assert.Equal(different.Length, first.Distinct().Count());
        Assert.Equal(first, again);

        async Task<string[]> AskAllAsync()
        {
            var pages = new List<string>();
            foreach (var request in different)
            {
                pages.Add((await IdlePhone.AskAsync(gateway, request)).Text);
            }

            return [.. pages];
        }
    }

    [Fact]
    public async Task PageThatNamesTheNode_IsGivenWithTheAddressThatEachPhoneUsed()
    {
        await using var node = await IdleNode.StartAsync();
        node.Idle = context => IdleNode.WriteAsync(
            context, $"<CiscoIPPhoneImageFile><URL>{node.Address}ccmcip/idle.jsp</URL></CiscoIPPhoneImageFile>");
        await using var gateway = await StartAsync(node, Kept);

        for (var phone = 1; phone <= 2; phone++)
        {
            foreach (var host in new[] { "gateway.example.com:8080", "10.1.1.9" })
            {
                var answer = await IdlePhone.AskAsync(gateway, IdlePhone.Request(host: host));
                Assert.Equal($"<CiscoIPPhoneImageFile><URL>http://{host}/ccmcip/idle.jsp</URL></CiscoIPPhoneImageFile>", answer.Text);
            }
        }

        Assert.Equal(2, node.Asked);
    }

    /// <summary>As the 7942 sends it, which has none yet.</summary>
    [Fact]
    public async Task EmptyCookie_IsNone()
    {
        await using var node = await IdleNode.StartAsync();
        await using var gateway = await StartAsync(node, Kept);

        await IdlePhone.AskAsync(gateway, IdlePhone.Request(header: "Cookie: "));
        await IdlePhone.AskAsync(gateway, IdlePhone.Request());

        Assert.Equal(1, node.Asked);
    }

    [Fact]
    public async Task SiteThatKnowsBetter_RemovesWhatTheNodeSays()
    {
        await using var node = await IdleNode.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "ASPSESSIONIDQQDQSBSQ=GMCFNOAAHHPBBOHLABNHCDAF; path=/";
            context.Response.Headers.CacheControl = "private";
            return IdleNode.WriteAsync(context);
        });
        await using var gateway = await StartAsync(
            node,
            "--ReverseProxy:Routes:idle-jsp:Transforms:0:ResponseHeaderRemove=Set-Cookie",
            "--ReverseProxy:Routes:idle-jsp:Transforms:1:ResponseHeaderRemove=Cache-Control",
            Kept);

        for (var phone = 1; phone <= 3; phone++)
        {
            Assert.Null((await IdlePhone.AskAsync(gateway, IdlePhone.Request()))["Set-Cookie"]);
        }

        Assert.Equal(1, node.Asked);
    }

    [Theory]
    [InlineData("HTTP/1.0", "Connection: Close\n", "close", true)]
    [InlineData("HTTP/1.0", "Connection: keep-alive\n", "keep-alive", false)]
    [InlineData("HTTP/1.1", "Connection: close\n", "close", true)]
    [InlineData("HTTP/1.1", "", null, false)]
    public async Task PageOfAnotherPhone_ConnectionIsAsThisPhoneAsked(string version, string connection, string? expected, bool closes)
    {
        await using var node = await IdleNode.StartAsync();
        await using var gateway = await StartAsync(node, Kept);
        await IdlePhone.AskAsync(gateway, $"GET {IdlePhone.Path} HTTP/1.1\nHost: ccm\nConnection: {(closes ? "keep-alive" : "close")}\n\n");
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);

        for (var press = 0; press < (closes ? 1 : 3); press++)
        {
            var answer = await phone.AskAsync($"GET {IdlePhone.Path} {version}\nHost: ccm\n{connection}\n");

            Assert.Equal(IdleNode.Page, answer.Text);
            Assert.Equal(IdleNode.Page.Length.ToString(CultureInfo.InvariantCulture), answer["Content-Length"]);
            Assert.Null(answer["Transfer-Encoding"]);
            Assert.Equal(expected, answer["Connection"]);
        }

        Assert.True(!closes || await phone.IsClosedAsync());
        Assert.Equal(1, node.Asked);
    }

    [Fact]
    public async Task RouteWithoutPolicy_IsNotShared()
    {
        await using var node = await IdleNode.StartAsync();
        await using var gateway = await StartAsync(node, Kept, "--ReverseProxy:Routes:idle-jsp:OutputCachePolicy=");

        await IdlePhone.AskAsync(gateway, IdlePhone.Request());
        await IdlePhone.AskAsync(gateway, IdlePhone.Request());

        Assert.Equal(2, node.Asked);
    }

    [Fact]
    public async Task KeptPage_NodeIsGone_IsStillGiven()
    {
        var node = await IdleNode.StartAsync();
        await using var gateway = await StartAsync(node, Kept);
        await IdlePhone.AskAsync(gateway, IdlePhone.Request());

        await node.DisposeAsync();

        Assert.Equal(IdleNode.Page, (await IdlePhone.AskAsync(gateway, IdlePhone.Request())).Text);
    }

    /// <summary>It holds addresses as they were to be written then.</summary>
    [Fact]
    public async Task KeptPage_ConfigurationIsReloaded_IsGivenNoMore()
    {
        await using var node = await IdleNode.StartAsync();
        await using var gateway = await StartAsync(node, Kept);
        var current = gateway.Get<CurrentConfiguration>();
        await IdlePhone.AskAsync(gateway, IdlePhone.Request());

        current.Accept(current.Value with { });
        await IdlePhone.AskAsync(gateway, IdlePhone.Request());
        await IdlePhone.AskAsync(gateway, IdlePhone.Request());

        Assert.Equal(2, node.Asked);
    }

    private static Task<TestGateway> StartAsync(IdleNode node, params string[] settings) =>
        TestGateway.StartAsync([("only", node.Address)], settings);
}

using System.Net;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Sessions;

/// <summary>Sessions say whose they are: over gateways and restarts, in cookies and paths, and whatever phones make of their marks.</summary>
public sealed class SessionMarkTests : IAsyncLifetime
{
    private const string List = "/ccmcip/xmldirectorylist.jsp?l=a";
    private SessionNode[] _nodes = [];

    [Fact]
    public async Task Press_NamelessPhoneAtAnotherGatewayAndAfterARestart_SessionStaysAtItsNode()
    {
        var first = await StartAsync();
        await using var second = await StartAsync();
        foreach (var node in _nodes)
        {
            var phone = new SessionPhone { Cookies = $"JSESSIONID={await SessionAtAsync(first, node)}" };
            foreach (var gateway in new[] { first, second })
            {
                await phone.PressAsync(gateway.Address, List);
                AssertSeen(node, phone);
            }
        }

        await first.DisposeAsync();
        await using var restarted = await StartAsync();
        foreach (var node in _nodes)
        {
            // Another address than before: that no longer matters.
            var answer = await RawPhone.SendAsync(
                restarted.Address,
                $"GET {List} HTTP/1.1\r\nHost: phones\r\nUser-Agent: Allegro\r\nAccept: x-CiscoIPPhone/*\r\nConnection: close\r\nCookie: lang=en; JSESSIONID={await SessionAtAsync(second, node)}\r\n\r\n",
                IPAddress.Parse("127.0.0.77"));

            Assert.Contains($"<Name>{node.Name}<", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Set-Cookie", answer, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Press_NamelessPhoneWithoutSession_SameNodeAtEveryGateway()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        var served = new HashSet<string>();
        for (var address = 1; address <= 20; address++)
        {
            var answers = new List<string>();
            foreach (var gateway in new[] { first, second })
            {
                answers.Add((await RawPhone.SendAsync(
                    gateway.Address,
                    $"GET {List} HTTP/1.1\r\nHost: phones\r\nUser-Agent: Allegro\r\nAccept: x-CiscoIPPhone/*\r\nConnection: close\r\n\r\n",
                    IPAddress.Parse($"127.0.5.{address}"))).Split("<Name>")[1].Split('<')[0]);
            }

            Assert.Equal(answers[0], answers[1]);
            served.Add(answers[0]);
        }

        Assert.True(served.Count > 1, "All went to one node: the test shows nothing.");
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("node")]
    [InlineData("relative")]
    public async Task Follow_SessionInTheUrl_LeadsToItsNodeAtEveryGateway(string kind)
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        foreach (var node in _nodes)
        {
            node.UrlBase = request => kind == "gateway" ? $"http://{request.Host}" : kind == "node" ? node.Address.ToString().TrimEnd('/') : "";
        }

        foreach (var node in _nodes)
        {
            var phone = new SessionPhone { KeepsCookies = false };
            var asked = await BeginAtAsync(first, node, phone);
            var session = phone.Session;
            Assert.Contains($";jsessionid={session}.x7", phone.Url, StringComparison.Ordinal);
            Assert.Contains($";jsessionid={session}.x7", phone.Refresh, StringComparison.Ordinal);
            Assert.Equal(kind != "relative", phone.Url.StartsWith($"http://{first.Address.Authority}/", StringComparison.Ordinal));

            await phone.FollowAsync(second.Address);

            Assert.Equal(session, phone.Session);
            Assert.Equal((asked.Replace("?", $";jsessionid={session}?", StringComparison.Ordinal), ""), node.Received.Last());
        }
    }

    [Fact]
    public async Task Press_RewriteUrlsIsFalse_SessionsWorkAllTheSame()
    {
        await using var gateway = await StartAsync("--ReverseProxy:Routes:directory-list-jsp:Metadata:RewriteUrls=false");
        var (absolute, relative) = (_nodes[0], _nodes[1]);
        absolute.UrlBase = _ => absolute.Address.ToString().TrimEnd('/');
        relative.UrlBase = _ => "";
        var phone = new SessionPhone();

        var asked = await BeginAtAsync(gateway, absolute, phone);
        Assert.Equal($"{absolute.Address}{asked[1..].Replace("?", $";jsessionid={phone.Session}?", StringComparison.Ordinal)}", phone.Url);
        await phone.PressAsync(gateway.Address, List);
        AssertSeen(absolute, phone);

        phone = new SessionPhone { KeepsCookies = false };
        await BeginAtAsync(gateway, relative, phone);
        var session = phone.Session;
        await phone.FollowAsync(gateway.Address);
        Assert.Equal(session, phone.Session);
    }

    [Fact]
    public async Task Press_PageTooLongToBeHeld_CookieIsMarked()
    {
        await using var gateway = await StartAsync("--PhoneServices:FailoverPolicies:Read:MaxHeldSize=4096");
        foreach (var node in _nodes)
        {
            node.Padding = new string('x', 20_000);
        }

        foreach (var node in _nodes)
        {
            var phone = new SessionPhone();
            await BeginAtAsync(gateway, node, phone);
            Assert.StartsWith($"JSESSIONID={phone.Session}.x7", phone.Cookies, StringComparison.Ordinal);

            await phone.PressAsync(gateway.Address, List);

            AssertSeen(node, phone);
        }
    }

    [Fact]
    public async Task Login_PostWithASession_GoesToItsNode()
    {
        await using var gateway = await StartAsync();
        foreach (var node in _nodes)
        {
            var phone = new SessionPhone { Cookies = $"JSESSIONID={await SessionAtAsync(gateway, node)}" };

            await phone.PressAsync(gateway.Address, "/ccmcip/xmldirectorylist.jsp?l=b", HttpMethod.Post);
            AssertSeen(node, phone);
            await phone.PressAsync(gateway.Address, "/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1");
            AssertSeen(node, phone);
        }
    }

    [Theory]
    [InlineData("JSESSIONID={id}.x7zzzzz; lang=en", "lang=en")] // no node's
    [InlineData("JSESSIONID={mark}; lang=en", "lang=en")] // no id
    [InlineData("JSESSIONID={id}{mark}{mark}", "JSESSIONID={id}{mark}")] // a gateway behind this one has one, too
    [InlineData("JSESSIONID={id}.x7", "JSESSIONID={id}.x7")] // no mark: as the phone sent it
    [InlineData("JSESSIONID={id}.x7/../a", "JSESSIONID={id}.x7/../a")]
    [InlineData("JSESSIONID=\"{id}{mark}\"; x={mark}", "JSESSIONID=\"{id}\"; x={mark}")]
    [InlineData("JSESSIONID={id}.x7zzzzz; JSESSIONID={id}{mark}; JSESSIONID={id}{other}", "JSESSIONID={id}")]
    public async Task Press_ForgedMarks_ChooseANodeAndNothingMore(string sent, string received)
    {
        await using var gateway = await StartAsync();
        var marked = await SessionAtAsync(gateway, _nodes[0]);
        var other = await SessionAtAsync(gateway, _nodes[1]);
        string Filled(string text) => text
            .Replace("{id}", marked[..^8], StringComparison.Ordinal)
            .Replace("{mark}", marked[^8..], StringComparison.Ordinal)
            .Replace("{other}", other[^8..], StringComparison.Ordinal);
        var before = _nodes.Sum(node => node.Received.Count);

        await new SessionPhone { Cookies = Filled(sent) }.PressAsync(gateway.Address, List);

        Assert.Equal(before + 1, _nodes.Sum(node => node.Received.Count));
        Assert.Contains(_nodes, node => node.Received.Last().Cookies == Filled(received));
    }

    [Fact]
    public async Task Press_LastGoodPageWithASession_HoldsNone()
    {
        await using var gateway = await StartAsync();
        const string menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";
        var phone = new SessionPhone { KeepsCookies = false };
        await phone.PressAsync(gateway.Address, menu);
        Assert.Contains(";jsessionid=", phone.Url, StringComparison.Ordinal);
        foreach (var node in _nodes)
        {
            node.Before = context =>
            {
                context.Abort();
                return Task.CompletedTask;
            };
        }

        await phone.PressAsync(gateway.Address, menu);

        Assert.Equal($"http://{gateway.Address.Authority}{menu}", phone.Url);
    }

    public async ValueTask InitializeAsync() => _nodes = await SessionNode.StartAllAsync("a", "b", "c");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private Task<TestGateway> StartAsync(params string[] settings) => TestGateway.StartAsync(
        _nodes.Select(node => (node.Name, node.Address)),
        // Which node gets what is not to depend on the speed of the machine.
        [.. settings, "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false"]);

    /// <summary>The session's id with its mark, as a phone has it that began at this node.</summary>
    private static async Task<string> SessionAtAsync(TestGateway gateway, SessionNode node)
    {
        var phone = new SessionPhone();
        await BeginAtAsync(gateway, node, phone);
        return phone.Cookies!["JSESSIONID=".Length..];
    }

    /// <summary>Begins as phones of one name after the other, until one of them is at this node.</summary>
    /// <returns>What it asked for.</returns>
    private static async Task<string> BeginAtAsync(TestGateway gateway, SessionNode node, SessionPhone phone)
    {
        for (var number = 0; number < 100; number++)
        {
            var asked = $"{List}&name=SEP{number:000000000000}";
            phone.Cookies = null;
            await phone.PressAsync(gateway.Address, asked);
            if (phone.Session.EndsWith("." + node.Name, StringComparison.Ordinal))
            {
                return asked;
            }
        }

        throw new InvalidOperationException("No phone of a hundred is at that node.");
    }

    private static void AssertSeen(SessionNode node, SessionPhone phone)
    {
        Assert.EndsWith("." + node.Name, phone.Session, StringComparison.Ordinal);
        Assert.Equal($"JSESSIONID={phone.Session}", node.Received.Last().Cookies);
        Assert.Empty(phone.SetCookies);
    }
}

using System.Text;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Connections;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Sessions;
using PhoneServicesProxy.Tests.Sessions;
using Polly;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>What each node is sent of a press. A in a request stands for the mark of node a, B for that of node b.</summary>
public sealed class NodeRequestTests
{
    private static readonly SessionMarks Known = Marks.Of("http://a/", "http://b/base/");
    private readonly DestinationState _a = Node("a", "http://a/");
    private readonly DestinationState _b = Node("b", "http://b/base/");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ccmcip/page.jsp?x=%2e&y=#EMCC#", "http://b/base/ccmcip/page.jsp?x=%2e&y=#EMCC#")]
    [InlineData("page", "http://b/base/page")]
    public void For_AnotherNode_HasPathAndQueryAsTheyStandUnderItsAddress(string path, string expected)
    {
        var prepared = Prepared(path);
        prepared.Version = new(1, 0);
        prepared.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        prepared.Headers.TryAddWithoutValidation("Accept-Language", ["en", "de"]);
        prepared.Headers.TryAddWithoutValidation("X-CiscoIPPhoneModelName", "CP-8845");
        var requests = new NodeRequest(prepared, Press(), _a);
        requests.Prepare();

        var copy = requests.For(_b);

        Assert.Same(prepared, requests.For(_a));
        Assert.NotSame(prepared, copy);
        Assert.Equal(expected, copy.RequestUri!.OriginalString);
        Assert.Equal((new(1, 0), HttpVersionPolicy.RequestVersionExact), (copy.Version, copy.VersionPolicy));
        Assert.Equal(["en", "de"], copy.Headers.GetValues("Accept-Language"));
        Assert.Equal("CP-8845", copy.Headers.NonValidated["X-CiscoIPPhoneModelName"].ToString());
    }

    [Fact]
    public void For_AnyNode_SaysWhichAndHowLongAConnectionMayTake()
    {
        var press = Press();
        var requests = new NodeRequest(Prepared("page"), press, _a);
        requests.Prepare();

        foreach (var node in new[] { _a, _b })
        {
            Assert.Equal(new AttemptTarget(node, press.Policy.Options.ConnectTimeout), AttemptTarget.Of(requests.For(node)));
        }
    }

    [Theory]
    [InlineData(null, null, "phone.example", "phone.example", "phone.example")]
    [InlineData(null, "own-b", "phone.example", "phone.example", "own-b")]
    [InlineData("own-a", null, "phone.example", "own-a", "phone.example")]
    [InlineData("own-a", null, null, "own-a", null)]
    [InlineData("own-a", "own-b", null, "own-a", "own-b")]
    public void For_NodeWithAHostOfItsOwn_GetsThatAndNoOther(string? hostOfA, string? hostOfB, string? prepared, string? atA, string? atB)
    {
        var (a, b) = (Node("a", "http://a/", hostOfA), Node("b", "http://b/", hostOfB));
        var message = Prepared("page");
        message.Headers.Host = prepared;
        var requests = new NodeRequest(message, Press(a: a), a);
        requests.Prepare();

        Assert.Equal((atA, atB), (requests.For(a).Headers.Host, requests.For(b).Headers.Host));
    }

    [Theory]
    [InlineData("GET", Replay.Always, false)]
    [InlineData("POST", Replay.Always, true)]
    [InlineData("GET", Replay.OnlyIfNotSent, true)]
    public void For_RequestThatMustNotBeRepeated_ItsConnectionIsNotUsedAgain(string method, Replay replay, bool closes)
    {
        var requests = new NodeRequest(Prepared("page"), Press(method: method, replay: replay), _a);
        requests.Prepare();

        Assert.Equal(closes, requests.For(_a).Headers.ConnectionClose == true);
        Assert.Equal(closes, requests.For(_b).Headers.ConnectionClose == true);
    }

    [Fact]
    public async Task For_RequestWithABody_EachNodeGetsItWhole()
    {
        var prepared = Prepared("page");
        prepared.Content = new StringContent("", Encoding.UTF8, "application/x-www-form-urlencoded");
        prepared.Content.Headers.TryAddWithoutValidation("Content-Length", "99");
        var requests = new NodeRequest(prepared, Press(body: "userid=user1"u8.ToArray()), _a);
        requests.Prepare();

        foreach (var node in new[] { _a, _b })
        {
            var content = requests.For(node).Content!;
            Assert.Equal("userid=user1", await content.ReadAsStringAsync(Cancellation));
            Assert.Equal("application/x-www-form-urlencoded", content.Headers.ContentType!.MediaType);
            Assert.Equal(12, content.Headers.ContentLength);
        }
    }

    [Fact]
    public async Task For_HeadersThatSpeakOfABodyThatIsNotThere_StayAtTheNextNode()
    {
        var prepared = Prepared("page");
        prepared.Content = new StringContent("", Encoding.UTF8, "text/xml");
        var content = new NodeRequest(prepared, Press(), _a).For(_b).Content!;

        Assert.Equal("text/xml", content.Headers.ContentType!.MediaType);
        Assert.Empty(await content.ReadAsByteArrayAsync(Cancellation));
        Assert.Null(new NodeRequest(Prepared("page"), Press(), _a).For(_b).Content);
    }

    [Theory]
    [InlineData("JSESSIONID=1{A}; lang=en", "JSESSIONID=1; lang=en", "lang=en")]
    [InlineData("JSESSIONID=1{B}", null, "JSESSIONID=1")]
    [InlineData("JSESSIONID=1{A}", "JSESSIONID=1", null)]
    [InlineData("JSESSIONID=1; lang=en", "JSESSIONID=1; lang=en", "lang=en")] // without a mark: perhaps the first one's
    public void For_SessionCookies_EachNodeGetsItsOwn(string cookie, string? atA, string? atB)
    {
        var press = Press(cookie: cookie);
        var prepared = Prepared("page");
        prepared.Headers.TryAddWithoutValidation("Cookie", Marked(cookie));
        prepared.Headers.TryAddWithoutValidation("Accept-Language", "en");
        var requests = new NodeRequest(prepared, press, _a);
        requests.Prepare();

        Assert.Equal((atA, atB), (CookieOf(requests.For(_a)), CookieOf(requests.For(_b))));
        Assert.True(requests.For(_b).Headers.Contains("Accept-Language"));
    }

    [Fact]
    public void For_CookiesWithoutASession_AreCopied()
    {
        var prepared = Prepared("page");
        prepared.Headers.TryAddWithoutValidation("Cookie", ["lang=en", "theme=dark"]);

        Assert.Equal(["lang=en", "theme=dark"], new NodeRequest(prepared, Press(), _a).For(_b).Headers.GetValues("Cookie"));
    }

    [Theory]
    [InlineData("{A}", "http://a/page;jsessionid=660646D3655BB007?x=1", "http://b/base/page?x=1")]
    [InlineData("{B}", "http://a/page?x=1", "http://b/base/page;jsessionid=660646D3655BB007?x=1")]
    public void For_SessionInThePath_TheNodeThatHasItGetsIt(string mark, string atA, string atB)
    {
        var requests = new NodeRequest(Prepared("page?x=1"), Press(inPath: $";jsessionid=660646D3655BB007{Marked(mark)}"), _a);
        requests.Prepare();

        Assert.Equal((atA, atB), (requests.For(_a).RequestUri!.OriginalString, requests.For(_b).RequestUri!.OriginalString));
    }

    [Theory]
    [InlineData("page;JSESSIONID=1?x", null, true)]
    [InlineData("page?x=jsessionid", null, false)]
    [InlineData("page", "lang=en; JSESSIONID=1", true)]
    [InlineData("page", "ASPSESSIONIDQQDQSBSQ=1", true)]
    [InlineData("page", "lang=en; JSESSIONID=", false)]
    public void CarriesSession_InPathOrCookie_IsTrue(string path, string? cookie, bool carries)
    {
        var request = Prepared(path);
        if (cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        Assert.Equal(carries, NodeRequest.CarriesSession(request));
    }

    private static string? CookieOf(HttpRequestMessage request) => request.Headers.NonValidated.TryGetValues("Cookie", out var values) ? values.ToString() : null;

    private static string Marked(string text) => text
        .Replace("{A}", Known.Of(Marks.At("http://a/")), StringComparison.Ordinal)
        .Replace("{B}", Known.Of(Marks.At("http://b/base/")), StringComparison.Ordinal);

    private static NodeMessage Prepared(string path) => new() { RequestUri = NodeUri.Of("http://a/", "/" + path) };

    private static DestinationState Node(string name, string address, string? host = null) => new(name, new(new() { Address = address, Host = host }));

    private Press Press(
        string method = "GET", Replay replay = Replay.Always, byte[]? body = null, string? cookie = null, string? inPath = null, DestinationState? a = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        if (cookie is not null)
        {
            context.Request.Headers.Cookie = Marked(cookie);
        }

        if (inPath is not null)
        {
            context.Features.Set(new SessionInPath(inPath));
        }

        var first = a ?? _a;
        var cluster = new ClusterState("c", new(new() { ClusterId = "c", LoadBalancingPolicy = NodePolicyNames.DeviceHash }, new(new SocketsHttpHandler()))) { DestinationsState = new([first], [first]) };
        var policy = new RoutePolicy(new() { Replay = replay }, Expectation.PhoneXml, ResiliencePipeline<Attempt>.Empty, new(TimeProvider.System)) { Marks = Known };
        var nodes = new NodeDirectory();
        var press = new Press(context, new RouteModel(new RouteConfig(), cluster, HttpTransformer.Default), cluster, policy, new NodePicker([new DeviceHashPolicy(nodes)], nodes))
        {
            Body = body,
            Sessions = PressSessions.Of(context, Known),
        };
        press.NextNode();
        return press;
    }
}

using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Security;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>What a phone sends in its headers is the node's to read, byte for byte.</summary>
public sealed class RequestBytesTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";
    private const string Login = "/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1";
    private static readonly string[] Settings = [.. Calm.Settings];

    [Theory]
    [InlineData("Cookie: a=\u00C3\u00A9; b=2")]
    [InlineData("Cookie: a=\u00E9")]
    [InlineData("Cookie: JSESSIONID=\u00E9")]
    [InlineData("User-Agent: Allegro \u00FF")]
    [InlineData("Referer: http://ccm/\u00C3\u00A9?a=\u0080")]
    [InlineData("Accept-Language: d\u00E9")]
    [InlineData("Accept: x-CiscoIPPhone/*, text/\u00C3\u00A4")]
    [InlineData("x-CiscoIPPhoneDisplay: 298, 144, 3, G\u00FC")]
    [InlineData("If-None-Match: \"\u00E9\"")]
    [InlineData("Authorization: Digest username=\"M\u00FCller\"")]
    [InlineData("X-Any: \u00C3\u00A9\t\u0001\u001F\u007F\u0085\u00A0x")]
    public async Task Header_WithBytesOutsideAscii_ReachesTheNodeAsItWasSent(string header)
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);
        string[] requests =
        [
            $"GET {Menu} HTTP/1.1\r\nHost: ccm\r\n{header}\r\nConnection: close\r\n\r\n",
            $"GET {Login} HTTP/1.1\r\nHost: ccm\r\n{header}\r\nConnection: close\r\n\r\n",
            $"POST {Login} HTTP/1.1\r\nHost: ccm\r\n{header}\r\nConnection: close\r\nContent-Length: 3\r\n\r\na=b",
        ];

        foreach (var request in requests)
        {
            var answer = await RawPhone.SendAsync(gateway.Address, request);

            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            Assert.Contains("<Text>x</Text>", answer, StringComparison.Ordinal);
            var received = Assert.Single(node.Requests);
            Assert.Contains($"\r\n{header}\r\n", received.Head, StringComparison.Ordinal);
            node.Requests.Clear();
        }
    }

    [Fact]
    public async Task ContentType_OfAForm_ReachesTheNodeAsItWasSent()
    {
        const string Type = "application/x-www-form-urlencoded; charset=\"\u00E9\"";
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        await RawPhone.SendAsync(
            gateway.Address, $"POST /ccmcip/authenticate.jsp HTTP/1.1\r\nHost: ccm\r\nContent-Type: {Type}\r\nConnection: close\r\nContent-Length: 3\r\n\r\na=b");

        var received = Assert.Single(node.Requests);
        Assert.Equal(Type, received["Content-Type"]);
        Assert.Equal("a=b", received.Body);
    }

    [Fact]
    public async Task ContentType_OfAGet_ReachesTheNextNodeToo()
    {
        await using var bad = new RecordingNode { Answer = _ => "HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n" };
        await using var good = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync(
            [("bad", bad.Address), ("good", good.Address)], [.. Settings, "--PhoneServices:Nodes:good:Priority=2"]);

        await RawPhone.SendAsync(gateway.Address, $"GET {Menu} HTTP/1.1\r\nHost: ccm\r\nContent-Type: text/\u00E9\r\nConnection: close\r\n\r\n");

        Assert.Equal("text/\u00E9", Assert.Single(bad.Requests)["Content-Type"]);
        Assert.Equal("text/\u00E9", Assert.Single(good.Requests)["Content-Type"]);
    }

    [Fact]
    public async Task Header_WithBytesOutsideAscii_TakesNoNodeOut()
    {
        await using var one = new RecordingNode();
        await using var other = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("one", one.Address), ("other", other.Address)], Settings);

        for (var press = 0; press < 9; press++)
        {
            await RawPhone.SendAsync(gateway.Address, $"GET {Menu} HTTP/1.1\r\nHost: ccm\r\nCookie: a=\u00C3\u00A9\r\nConnection: close\r\n\r\n");
        }

        Assert.True(gateway.Get<IProxyStateLookup>().TryGetCluster("services-menu", out var cluster));
        Assert.All(cluster.Destinations.Values, node => Assert.NotEqual(DestinationHealth.Unhealthy, node.Health.Passive));
        Assert.Equal(9, one.Requests.Count + other.Requests.Count);
    }

    [Fact]
    public async Task Request_ThatTheClientRefusesToWrite_IsNotHeldAgainstTheNode_AndWasNotCarriedOut()
    {
        await using var node = new RecordingNode();
        await using var other = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("one", node.Address), ("other", other.Address)], Settings);
        await SendHostAsync(gateway, "a b");

        for (var press = 0; press < 5; press++)
        {
            var answer = await RawPhone.SendAsync(gateway.Address, $"GET {Login} HTTP/1.1\r\nHost: ccm\r\nx-CiscoIPPhoneModelName: CP-7942G\r\nConnection: close\r\n\r\n");

            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            Assert.Contains("was not carried out", answer, StringComparison.Ordinal);
        }

        Assert.Empty(node.Requests);
        Assert.True(gateway.Get<IProxyStateLookup>().TryGetCluster("extension-mobility", out var cluster));
        Assert.All(cluster.Destinations.Values, node => Assert.NotEqual(DestinationHealth.Unhealthy, node.Health.Passive));
    }

    /// <summary>Past the check of the configuration, which refuses such a host.</summary>
    private static async Task SendHostAsync(TestGateway gateway, string host)
    {
        var current = gateway.Get<CurrentConfiguration>();
        current.Accept(current.Value with
        {
            Clusters = [.. current.Value.Clusters.Select(cluster => cluster with { Destinations = cluster.Destinations!.ToDictionary(node => node.Key, node => node.Value with { Host = host }) })],
        });
        await Eventually.IsAsync(() => gateway.Get<IProxyStateLookup>().TryGetCluster("extension-mobility", out var cluster)
            && cluster.Destinations.Values.All(node => node.Model.Config.Host == host));
    }

    [Theory]
    [InlineData("X: \u0000")]
    [InlineData("X: a\rb")]
    [InlineData("Content-Length: 0\u0000")]
    [InlineData("Content-Length: \u00B2")]
    [InlineData(" folded")]
    [InlineData("X\u00E9: a")]
    [InlineData("Host: \u00E9")]
    public async Task Header_ThatNoServerMayPassOn_IsRefusedBeforeANodeIsChosen(string header)
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var host = header.StartsWith("Host:", StringComparison.Ordinal) ? "" : "Host: ccm\r\n";

        var answer = await RawPhone.SendAsync(gateway.Address, $"GET {Menu} HTTP/1.1\r\n{host}X-First: 1\r\n{header}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Empty(node.Requests);
    }

    [Theory]
    [InlineData("ccm:99999")]
    [InlineData("a(b)")]
    [InlineData("_ccm..x")]
    [InlineData("")]
    public async Task Host_ThatIsOdd_IsRefusedOrReachesTheNode(string host)
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await RawPhone.SendAsync(gateway.Address, $"GET {Menu} HTTP/1.1\r\nHost: {host}\r\nx-CiscoIPPhoneModelName: CP-7942G\r\nConnection: close\r\n\r\n");

        Assert.True(
            answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal) ? node.Requests.IsEmpty : answer.Contains("<Text>x</Text>", StringComparison.Ordinal),
            answer);
    }
}

using PhoneServicesProxy.FunctionalTests.Fallback;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Security;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>That a node asks who is there is an answer.</summary>
public sealed class ChallengeTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";
    private const string Login = "/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1";
    private const string Body = "<html><body>401</body></html>";
    private static readonly string[] Settings = [.. Calm.Settings];

    [Fact]
    public async Task Challenge_OfANode_PassesAsItIs_AndNoOtherNodeIsAsked()
    {
        await using var one = new RecordingNode { Answer = _ => Answer("401 x", "WWW-Authenticate: Basic realm=\"M\u00FCller\"\r\nWWW-Authenticate: Digest nonce=1\r\n") };
        await using var other = new RecordingNode { Answer = one.Answer };
        await using var gateway = await TestGateway.StartAsync([("one", one.Address), ("other", other.Address)], Settings);

        for (var press = 0; press < 6; press++)
        {
            var answer = await AskAsync(gateway, press % 2 == 0 ? Menu : Login);

            Assert.StartsWith("HTTP/1.1 401 Unauthorized\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nWWW-Authenticate: Basic realm=\"M\u00FCller\"\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nWWW-Authenticate: Digest nonce=1\r\n", answer, StringComparison.Ordinal);
            Assert.EndsWith($"\r\n\r\n{Body}", answer, StringComparison.Ordinal);
        }

        Assert.Equal(6, one.Requests.Count + other.Requests.Count);
        Assert.True(gateway.Get<IProxyStateLookup>().TryGetCluster("services-menu", out var cluster));
        Assert.All(cluster.Destinations.Values, node => Assert.NotEqual(DestinationHealth.Unhealthy, node.Health.Passive));
    }

    [Fact]
    public async Task Credentials_OfThePhone_ReachTheNodeAndNoLog()
    {
        await using var node = new RecordingNode { Answer = _ => Answer("401 x", "WWW-Authenticate: Basic realm=x\r\n") };
        await using var gateway = await TestGateway.StartAsync(
            [("only", node.Address)], [.. Settings, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Yarp=Trace", "--Logging:Console:LogLevel:Default=None"]);
        using var log = GatewayLog.Of(gateway);

        await AskAsync(gateway, Menu, "Authorization: Basic dTpw\r\n");

        Assert.Equal("Basic dTpw", Assert.Single(node.Requests)["Authorization"]);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains("dTpw", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("401 x", "")]
    [InlineData("401 x", "WWW-Authenticate: \r\n")]
    [InlineData("401 x", "WWW-Authenticate: Basic \u0001\r\n")]
    [InlineData("407 x", "Proxy-Authenticate: Basic realm=x\r\n")]
    [InlineData("403 x", "WWW-Authenticate: Basic realm=x\r\n")]
    public async Task Refusal_WithoutAChallengeForThePhone_IsAPageOfTheGateway(string status, string headers)
    {
        await using var node = new RecordingNode { Answer = _ => Answer(status, headers) };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await AskAsync(gateway, Menu);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("<Prompt>Service not available</Prompt>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Challenge_IsNoLastGoodPage()
    {
        await using var node = new RecordingNode { Answer = _ => RecordingNode.Headed().Replace("CiscoIPPhoneText", "CiscoIPPhoneMenu", StringComparison.Ordinal).Replace("<Text>x</Text>", "", StringComparison.Ordinal).Replace("Content-Length: 67", "Content-Length: 53", StringComparison.Ordinal) };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);
        Assert.EndsWith("</CiscoIPPhoneMenu>", await AskAsync(gateway, Menu), StringComparison.Ordinal);
        await KeptPages.AreAsync(gateway, 1);
        node.Answer = _ => Answer("401 x", "WWW-Authenticate: Basic realm=x\r\n");
        Assert.StartsWith("HTTP/1.1 401", await AskAsync(gateway, Menu), StringComparison.Ordinal);

        node.Answer = _ => "HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n";

        Assert.EndsWith("</CiscoIPPhoneMenu>", await AskAsync(gateway, Menu), StringComparison.Ordinal);
    }

    private static Task<string> AskAsync(TestGateway gateway, string path, string headers = "") => RawPhone.SendAsync(
        gateway.Address, $"GET {path} HTTP/1.1\r\nHost: ccm\r\nx-CiscoIPPhoneModelName: CP-7942G\r\n{headers}Connection: close\r\n\r\n");

    private static string Answer(string status, string headers) =>
        $"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}Content-Length: {Body.Length}\r\n\r\n{Body}";
}

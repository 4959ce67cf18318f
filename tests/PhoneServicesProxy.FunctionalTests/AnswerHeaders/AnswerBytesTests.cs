using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Security;

namespace PhoneServicesProxy.FunctionalTests.AnswerHeaders;

/// <summary>Whatever stands in a node's headers, its page reaches the phone.</summary>
public sealed class AnswerBytesTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";
    private const string Login = "/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1";
    private const string Authenticate = "/ccmcip/authenticate.jsp?UserID=u&Password=p";
    private const string Idle = "/ccmcip/idle.jsp";
    private static readonly string[] Paths = [Menu, Login, Authenticate, Idle];
    private static readonly string[] Settings = [.. Calm.Settings];

    [Theory]
    [InlineData("Set-Cookie: a=\u00E9; Path=/")]
    [InlineData("Set-Cookie: a=\u00C3\u00A9")]
    [InlineData("Location: http://x/\u00C3\u00A9")]
    [InlineData("Location: http://x/\u00E9")]
    [InlineData("Content-Location: http://x/\u00E2\u0082\u00AC")]
    [InlineData("Refresh: 5; url=http://x/\u00FC")]
    [InlineData("Content-Disposition: inline; filename=M\u00FCller.xml")]
    [InlineData("x-CiscoIPPhone-Name: \u0080\u009F\u00FF")]
    [InlineData("Pragma: a\tb")]
    public async Task Header_ForPhones_WithBytesAbove127_PassesByteForByte(string header)
    {
        await using var node = new RecordingNode { Answer = _ => RecordingNode.Headed(header) };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        foreach (var path in Paths)
        {
            var answer = await AskAsync(gateway, path);

            Assert.Contains("<Text>x</Text>", answer, StringComparison.Ordinal);
            Assert.Contains($"\r\n{header}\r\n", answer, StringComparison.Ordinal);
        }

        Assert.Equal(Paths.Length, node.Requests.Count);
    }

    [Theory]
    [InlineData("Set-Cookie: a=\u0001")]
    [InlineData("Set-Cookie: a=\u007F; Path=/")]
    [InlineData("Location: http://x/\u001B")]
    [InlineData("Refresh: 5; url=http://x/\u000B")]
    [InlineData("Expires: \u0008")]
    [InlineData("x-CiscoIPPhone-Name: a\u001F")]
    [InlineData("Server: \u0001")]
    [InlineData("X-Powered-By: \u00E9")]
    [InlineData("X-Any: \u007F")]
    [InlineData("Trailer: \u0001")]
    [InlineData("Connection: \u0001")]
    public async Task Header_ThatCannotBePassed_IsLeftOutAndThePageArrives(string header)
    {
        await using var node = new RecordingNode { Answer = _ => RecordingNode.Headed("Pragma: kept", header) };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        foreach (var path in Paths)
        {
            var answer = await AskAsync(gateway, path);

            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            Assert.Contains("<Text>x</Text>", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nPragma: kept\r\n", answer, StringComparison.Ordinal);
            Assert.DoesNotContain($"\r\n{header[..(header.IndexOf(':', StringComparison.Ordinal) + 1)]}", answer.Replace("Connection: close", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Equal(Paths.Length, node.Requests.Count);
    }

    [Fact]
    public async Task Cookie_ThatCannotBePassed_LeavesTheOthers()
    {
        await using var node = new RecordingNode { Answer = _ => RecordingNode.Headed("Set-Cookie: a=1", "Set-Cookie: b=\u0001", "Set-Cookie: c=\u00E9") };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await AskAsync(gateway, Menu);

        Assert.Contains("\r\nSet-Cookie: a=1\r\nSet-Cookie: c=\u00E9\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContentType_ThatCannotBePassed_IsTheOneOfThePage()
    {
        await using var node = new RecordingNode
        {
            Answer = _ => "HTTP/1.1 200 OK\r\nContent-Type: text/xml\u0001\r\nContent-Length: 54\r\n\r\n<CiscoIPPhoneText><Text>x</Text></CiscoIPPhoneText>   ",
        };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await AskAsync(gateway, Login);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("<Text>x</Text>", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: text/xml\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200 Gr\u00FC\u00DFe")]
    [InlineData("200 \u0001\u007F")]
    [InlineData("200 ccm1 says hello")]
    public async Task ReasonPhrase_OfANode_IsNotPassed(string status)
    {
        await using var node = new RecordingNode { Answer = _ => RecordingNode.Headed().Replace("200 OK", status, StringComparison.Ordinal) };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        foreach (var path in Paths)
        {
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", await AskAsync(gateway, path), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")]
    [InlineData("HTTP/1.1 099 x\r\nContent-Length: 2\r\n\r\nab")]
    public async Task Status_ThatIsNoAnswer_NeverWins(string bytes)
    {
        await using var node = new RecordingNode { Answer = _ => bytes };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        Assert.StartsWith("HTTP/1.1 503", await AskAsync(gateway, Authenticate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongAnswer_WithHeadersThatCannotBePassed_Streams()
    {
        var body = new string('x', 300 * 1024);
        await using var node = new RecordingNode
        {
            Answer = _ => $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nRefresh: \u0001\r\nServer: \u00E9\r\nPragma: \u00E9\r\nContent-Length: {body.Length}\r\n\r\n{body}",
        };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await AskAsync(gateway, Menu);

        Assert.EndsWith(body, answer, StringComparison.Ordinal);
        Assert.Contains("\r\nPragma: \u00E9\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeaderThatIsLeftOut_IsInTheLogOnce_WithoutItsValue()
    {
        await using var node = new RecordingNode { Answer = _ => RecordingNode.Headed("Refresh: secret\u0001", "X-Other: secret\u0001") };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Settings, "--Logging:LogLevel:Default=Warning"]);
        using var log = GatewayLog.Of(gateway);

        await AskAsync(gateway, Menu);
        await AskAsync(gateway, Menu);

        var line = Assert.Single(log.Lines, line => line.Contains("Refresh", StringComparison.Ordinal));
        Assert.Contains("only", line, StringComparison.Ordinal);
        Assert.Contains("services-menu", line, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("X-Other", StringComparison.Ordinal));
    }

    private static Task<string> AskAsync(TestGateway gateway, string path) =>
        RawPhone.SendAsync(gateway.Address, $"GET {path} HTTP/1.1\r\nHost: ccm\r\nConnection: close\r\n\r\n");
}

using System.Text;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Security;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>Where an answer ends, and what says so (RFC 9112, 6.3; RFC 9110, 8.6).</summary>
public sealed class AnswerLengthTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";
    private const string Authenticate = "/ccmcip/authenticate.jsp?UserID=u&Password=p";
    private const string Page = "<CiscoIPPhoneText><Title>t</Title><Text>x</Text></CiscoIPPhoneText>";
    private const int Limit = 5000;
    private static readonly string[] Settings = [.. Calm.Settings, $"--PhoneServices:FailoverPolicies:Read:MaxHeldSize={Limit}", "--ReverseProxy:Routes:services-menu-jsp:Match:Methods:1=HEAD"];

    [Theory]
    [InlineData("GET", Menu, "304 x", "", null)]
    [InlineData("GET", Menu, "304 x", "Content-Length: 67\r\n", "67")]
    [InlineData("GET", Menu, "304 x", "Content-Length: 6700000\r\n", "6700000")]
    [InlineData("GET", Authenticate, "304 x", "", null)]
    [InlineData("GET", Authenticate, "204 x", "", null)]
    [InlineData("GET", Authenticate, "204 x", "Content-Length: 0\r\n", null)]
    [InlineData("GET", Authenticate, "204 x", "Content-Length: 67\r\n", null)]
    [InlineData("GET", Authenticate, "205 x", "Content-Length: 0\r\n", "0")]
    [InlineData("HEAD", Menu, "200 x", "Content-Type: text/xml\r\nContent-Length: 67\r\n", "67")]
    [InlineData("HEAD", Menu, "200 x", "Content-Type: text/xml\r\n", null)]
    [InlineData("HEAD", Menu, "200 x", "Content-Type: text/xml\r\nContent-Length: 6700000\r\n", "6700000")]
    public async Task Answer_ThatHasNoBody_HasTheLengthThatTheNodeStated(string method, string path, string status, string headers, string? length)
    {
        await using var node = new RecordingNode { Answer = _ => $"HTTP/1.1 {status}\r\nPragma: kept\r\n{headers}\r\n" };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await SendToTheEndAsync(gateway, method, path);

        Assert.StartsWith($"HTTP/1.1 {status[..3]} ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nPragma: kept\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer-Encoding", answer, StringComparison.Ordinal);
        Assert.Equal(length, Length(answer));
        Assert.Single(node.Requests);
    }

    [Fact]
    public async Task ResetContent_WithABody_ArrivesWithoutIt()
    {
        await using var node = new RecordingNode { Answer = _ => "HTTP/1.1 205 x\r\nContent-Length: 3\r\n\r\nabc" };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await SendToTheEndAsync(gateway, "GET", Authenticate);

        Assert.StartsWith("HTTP/1.1 205 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("0", Length(answer));
    }

    [Fact]
    public async Task Head_OfAPage_FailsOverByItsStatus()
    {
        await using var bad = new RecordingNode { Answer = _ => "HTTP/1.1 503 x\r\nContent-Length: 5\r\n\r\n" };
        await using var good = new RecordingNode { Answer = _ => "HTTP/1.1 200 x\r\nContent-Length: 67\r\n\r\n" };
        await using var gateway = await TestGateway.StartAsync(
            [("bad", bad.Address), ("good", good.Address)], [.. Settings, "--PhoneServices:Nodes:good:Priority=2"]);

        var answer = await SendToTheEndAsync(gateway, "HEAD", Menu);

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Equal("67", Length(answer));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(67)]
    [InlineData(400)]
    [InlineData(Limit + 1)]
    public async Task Length_BesideChunks_DoesNotCount(int stated)
    {
        await using var node = new RecordingNode
        {
            Answer = _ => $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {stated}\r\nTransfer-Encoding: chunked\r\n\r\n{Chunked(Page)}",
        };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        foreach (var path in new[] { Menu, Authenticate })
        {
            var answer = await SendToTheEndAsync(gateway, "GET", path);

            Assert.EndsWith($"\r\n\r\n{Page}", answer, StringComparison.Ordinal);
            Assert.Equal("67", Length(answer));
        }
    }

    [Fact]
    public async Task Length_BesideChunksThatAreTooLongToBeHeld_DoesNotCount()
    {
        var body = new string('z', 3 * Limit);
        await using var node = new RecordingNode
        {
            Answer = _ => $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n{Chunked(body)}",
        };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await SendToTheEndAsync(gateway, "GET", Menu);

        Assert.Null(Length(answer));
        Assert.Equal(body.Length, answer.Count(character => character == 'z'));
    }

    [Theory]
    [InlineData(Limit, false)]
    [InlineData(Limit + 1, true)]
    [InlineData((2 * Limit) - 1, true)]
    public async Task Page_InChunks_IsJudgedUpToTheLimitAndNotBeyond(int length, bool streams)
    {
        var body = new string('x', length);
        await using var node = new RecordingNode { Answer = _ => $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n{Chunked(body)}" };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await SendToTheEndAsync(gateway, "GET", Menu);

        Assert.Equal(streams, answer.Contains("xxxx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Interim_AnswersBeforeThePage_AreNoPage()
    {
        await using var node = new RecordingNode
        {
            Answer = _ => $"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nSet-Cookie: \u0001\r\n\r\n{RecordingNode.Headed()}",
        };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await SendToTheEndAsync(gateway, "GET", Menu);

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.EndsWith(Page, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trailers_OfANode_DoNotReachThePhone()
    {
        await using var node = new RecordingNode
        {
            Answer = _ => $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n{Page.Length:x}\r\n{Page}\r\n0\r\nX-T: \u0001\r\nSet-Cookie: a=\u0001\r\n\r\n",
        };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await SendToTheEndAsync(gateway, "GET", Menu);

        Assert.EndsWith($"\r\n\r\n{Page}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-T", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: gzip")]
    [InlineData("Transfer-Encoding: chunked, chunked")]
    public async Task TransferCoding_ThatNobodyAskedFor_IsABadAnswer(string header)
    {
        await using var node = new RecordingNode { Answer = _ => $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n{header}\r\nConnection: close\r\n\r\n{Chunked(Page)}" };
        await using var gateway = await TestGateway.StartAsync(
            [("only", node.Address)], [.. Settings, "--PhoneServices:FailoverPolicies:Login:ConnectTimeout=00:00:00.500", "--PhoneServices:FailoverPolicies:Login:AttemptTimeout=00:00:01"]);

        Assert.StartsWith("HTTP/1.1 503", await SendToTheEndAsync(gateway, "GET", Authenticate), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 67\r\nContent-Length: 10")]
    [InlineData("Content-Length: 67, 10")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 67x")]
    [InlineData("Content-Length: 99999999999999999999")]
    public async Task Length_ThatCanBeReadInTwoWays_IsABadAnswer(string header)
    {
        await using var node = new RecordingNode { Answer = _ => $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n{header}\r\n\r\n{Page}" };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        Assert.StartsWith("HTTP/1.1 503", await SendToTheEndAsync(gateway, "GET", Authenticate), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(67, "Content-Length")]
    [InlineData(3 * Limit, "Content-Length")]
    [InlineData(67, "Transfer-Encoding: identity\r\nContent-Length")]
    [InlineData(3 * Limit, "Transfer-Encoding: Identity\r\nContent-Length")]
    public async Task Length_StatedTwiceOrBesideIdentity_IsStatedOnce(int length, string header)
    {
        var body = Page.PadRight(length);
        await using var node = new RecordingNode
        {
            Answer = _ => $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n{header}: {length}\r\nContent-Length: {length}\r\n\r\n{body}",
        };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        var answer = await SendToTheEndAsync(gateway, "GET", Menu);

        Assert.EndsWith($"\r\n\r\n{body}", answer, StringComparison.Ordinal);
        Assert.Equal($"{length}", Length(answer));
    }

    private static string Chunked(string body)
    {
        var chunks = new StringBuilder();
        foreach (var chunk in body.Chunk(1000))
        {
            chunks.Append($"{chunk.Length:x}\r\n{new string(chunk)}\r\n");
        }

        return chunks.Append("0\r\n\r\n").ToString();
    }

    private static string? Length(string answer) => answer.Split("\r\n\r\n")[0].Split("\r\n")
        .SingleOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?[15..].Trim();

    /// <summary>All that comes until the gateway closes.</summary>
    private static async Task<string> SendToTheEndAsync(TestGateway gateway, string method, string path)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes($"{method} {path} HTTP/1.1\r\nHost: ccm\r\nx-CiscoIPPhoneModelName: CP-7942G\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}

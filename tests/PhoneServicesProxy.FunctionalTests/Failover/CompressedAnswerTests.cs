using System.IO.Compression;
using System.Text;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Security;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>Phones know nothing of compression: no node is asked for it, and what comes compressed all the same is a page like any other.</summary>
public sealed class CompressedAnswerTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";
    private const string Login = "/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1";
    private const string Authenticate = "/ccmcip/authenticate.jsp?UserID=u&Password=p";
    private const string Good = "<CiscoIPPhoneText><Text>good</Text></CiscoIPPhoneText>";
    private static readonly string[] Settings = [.. Calm.Settings, "--PhoneServices:Nodes:second:Priority=2"];

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("GZip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "raw")]
    [InlineData("br", "br")]
    [InlineData("gzip, br", "gzip br")]
    [InlineData("gzip\r\nContent-Encoding: gzip", "gzip gzip")]
    [InlineData("identity", "")]
    [InlineData("identity, gzip,", "gzip")]
    [InlineData("", "")]
    [InlineData("utf-8", "")]
    [InlineData("none", "")]
    [InlineData("gzip", "")]
    public async Task Page_HoweverItIsCompressed_ArrivesPlainAndLeadsToTheGateway(string coding, string packing)
    {
        await using var node = new RecordingNode();
        var address = node.Address.GetLeftPart(UriPartial.Authority);
        node.Answer = _ => Coded(coding, packing, $"<CiscoIPPhoneMenu><MenuItem><URL>{address}/ccmcip/xmldirectory.jsp</URL></MenuItem></CiscoIPPhoneMenu>");
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings]);
        var expected = $"<CiscoIPPhoneMenu><MenuItem><URL>http://{gateway.Address.Authority}/ccmcip/xmldirectory.jsp</URL></MenuItem></CiscoIPPhoneMenu>";

        foreach (var path in new[] { Menu, Login })
        {
            var answer = await AskAsync(gateway, path);

            Assert.EndsWith($"\r\n\r\n{expected}", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Content-Encoding", answer, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"\r\nContent-Length: {expected.Length}\r\n", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip", "gzip", "<html><body>Error</body></html>")]
    [InlineData("gzip", "gzip", "")]
    [InlineData("identity", "", "<html><body>Error</body></html>")]
    [InlineData("zstd", "", "\u0028\u00B5\u002F\u00FD")]
    [InlineData("gzip", "", "this is not gzip")]
    [InlineData("gzip", "gzip", "<CiscoIPPhoneText><Text>cut")]
    public async Task Answer_ThatIsNoPageOnceItIsUnpacked_DoesNotWin(string coding, string packing, string body)
    {
        await using var bad = new RecordingNode { Answer = _ => Coded(coding, packing, body) };
        await using var good = new RecordingNode { Answer = _ => Coded("", "", Good) };
        await using var gateway = await TestGateway.StartAsync([("first", bad.Address), ("second", good.Address)], Settings);

        Assert.EndsWith(Good, await AskAsync(gateway, Menu), StringComparison.Ordinal);
        Assert.Single(bad.Requests);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task Bomb_IsABadAnswer_OnAnyRoute(string coding)
    {
        var bomb = Coded(coding, coding.Replace(",", "", StringComparison.Ordinal), Good + new string(' ', 50_000_000));
        await using var bad = new RecordingNode { Answer = _ => bomb };
        await using var good = new RecordingNode { Answer = _ => Coded("", "", Good) };
        await using var gateway = await TestGateway.StartAsync([("first", bad.Address), ("second", good.Address)], Settings);

        Assert.EndsWith(Good, await AskAsync(gateway, Menu), StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 503", await AskAsync(gateway, Authenticate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CompressedAndCutShort_DoesNotWin()
    {
        var whole = Packed("gzip", Good + new string('x', 0) + "<!-- " + Guid.NewGuid() + " -->");
        await using var bad = new RecordingNode { Answer = _ => Headed("gzip", whole[..^12]) };
        await using var good = new RecordingNode { Answer = _ => Coded("", "", Good) };
        await using var gateway = await TestGateway.StartAsync([("first", bad.Address), ("second", good.Address)], Settings);

        Assert.EndsWith(Good, await AskAsync(gateway, Menu), StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 503", await AskAsync(gateway, Authenticate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticate_CompressedAnswer_ArrivesPlain()
    {
        await using var node = new RecordingNode { Answer = _ => Coded("gzip", "gzip", "AUTHORIZED") };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings]);

        Assert.EndsWith("\r\n\r\nAUTHORIZED", await AskAsync(gateway, Authenticate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcceptEncoding_OfAPhone_GoesToNoNode()
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings]);

        foreach (var path in new[] { Menu, Login, Authenticate, "/ccmcip/idle.jsp" })
        {
            await AskAsync(gateway, path, "Accept-Encoding: gzip, deflate, br\r\n");
        }

        Assert.Equal(4, node.Requests.Count);
        Assert.All(node.Requests, request => Assert.Null(request["Accept-Encoding"]));
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("zstd", false)]
    public async Task Probe_AnsweredCompressed_IsJudgedByWhatIsInIt(string coding, bool isUp)
    {
        await using var node = new RecordingNode { Answer = _ => Coded(coding, "gzip", "<CiscoIPPhoneMenu><Title>t</Title></CiscoIPPhoneMenu>") };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], "--PhoneServices:Health:Rise=1");

        await Eventually.IsAsync(() => gateway.Get<IProxyStateLookup>().TryGetCluster("services-menu", out var cluster)
            && cluster.Destinations["only"].Health.Active == (isUp ? DestinationHealth.Healthy : DestinationHealth.Unhealthy));
        Assert.All(node.Requests, request => Assert.Null(request["Accept-Encoding"]));
    }

    private static Task<string> AskAsync(TestGateway gateway, string path, string headers = "") =>
        RawPhone.SendAsync(gateway.Address, $"GET {path} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\n{headers}Connection: close\r\n\r\n");

    private static string Coded(string coding, string packing, string body)
    {
        var bytes = Encoding.Latin1.GetBytes(body);
        foreach (var step in packing.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes = Packed(step, bytes);
        }

        return Headed(coding, bytes);
    }

    private static string Headed(string coding, byte[] body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n{Encoding.Latin1.GetString(body)}";

    private static byte[] Packed(string packing, string body) => Packed(packing, Encoding.Latin1.GetBytes(body));

    private static byte[] Packed(string packing, byte[] body)
    {
        using var buffer = new MemoryStream();
        using (Stream packed = packing switch
        {
            "gzip" => new GZipStream(buffer, CompressionLevel.Fastest),
            "zlib" => new ZLibStream(buffer, CompressionLevel.Fastest),
            "raw" => new DeflateStream(buffer, CompressionLevel.Fastest),
            _ => new BrotliStream(buffer, CompressionLevel.Fastest),
        })
        {
            packed.Write(body);
        }

        return buffer.ToArray();
    }
}

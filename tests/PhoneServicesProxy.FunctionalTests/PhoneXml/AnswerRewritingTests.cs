using System.Globalization;
using System.IO.Compression;
using System.Text;
using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.PhoneXml;

/// <summary>What a phone gets, byte by byte, of an answer that names its node.</summary>
public sealed class AnswerRewritingTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp";

    [Theory]
    [InlineData("GET /ccmcip/getservicesmenu.jsp HTTP/1.0\r\n\r\n")]
    [InlineData("GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: ev&il\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: ev'il\r\nConnection: close\r\n\r\n")]
    public async Task Menu_NoGoodHost_NamesTheAddressThatThePhoneConnectedTo(string request)
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, "--Urls=http://*:0", "--PhoneServices:Nodes:only:Host=ccm");

        var answer = await RawPhone.SendAsync(new($"http://127.0.0.1:{gateway.Address.Port}/"), request);

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Contains($"<URL>http://127.0.0.1:{gateway.Address.Port}/emapp/EMAppServlet?device=#DEVICENAME#</URL>", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("ev&", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("ev'", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menu_PublicBaseAddress_IsWhatItNames()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:PublicBaseAddress:Http=http://phones.example.com");
        using var phone = new Phone(gateway.Address);

        var answer = await phone.MenuAsync();

        Assert.Contains("<URL>http://phones.example.com/emapp/EMAppServlet?device=#DEVICENAME#</URL>", answer.Body, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetByteCount(answer.Body), answer.ContentHeaders.ContentLength);
        Assert.All(cluster.Nodes, node => Assert.DoesNotContain(node.Address.Authority, answer.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Menu_RouteDoesNotRewrite_NamesTheNode()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, "--ReverseProxy:Routes:services-menu-jsp:Metadata:RewriteUrls=false");
        using var phone = new Phone(gateway.Address);

        var answer = await phone.MenuAsync();

        Assert.Contains($"<URL>{cluster["only"].Address}emapp/EMAppServlet?device=#DEVICENAME#</URL>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menu_PublicBaseAddressTooLong_StillNamesTheNode()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(
            cluster, $"--PhoneServices:PublicBaseAddress:Http=http://{string.Join('.', Enumerable.Repeat(new string('a', 48), 5))}");
        using var phone = new Phone(gateway.Address);

        var answer = await phone.MenuAsync();

        Assert.Contains($"<URL>{cluster["only"].Address}emapp/EMAppServlet?device=#DEVICENAME#</URL>", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Page_InAnEncodingOfPhones_OnlyTheAddressChanges(string encoding)
    {
        byte[] Page(string address) =>
        [
            .. Encoding.GetEncoding(encoding).GetPreamble(),
            .. Encoding.GetEncoding(encoding).GetBytes($"<CiscoIPPhoneMenu>\n<MenuItem><Name>M\u00fcller</Name><URL> {address}/ccmcip/xmldirectory.jsp?a=&amp;b= </URL></MenuItem></CiscoIPPhoneMenu>\n"),
        ];

        var (answer, node, gateway) = await AskAsync(
            Menu, (context, address) => WriteAsync(context, $"text/xml; charset={encoding}", Page(address)));

        Assert.Equal(Page(gateway), answer.Bytes);
        Assert.Equal($"text/xml; charset={encoding}", answer.Header("Content-Type"));
        Assert.Equal(Page(gateway).Length.ToString(CultureInfo.InvariantCulture), answer.Header("Content-Length"));
        Assert.NotEqual(node, gateway);
    }

    [Fact]
    public async Task Headers_OfARedirect_LeadToTheGateway()
    {
        var (answer, _, gateway) = await AskAsync(Menu, (context, address) =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = $"{address}/ccmcip/xmldirectory.jsp?a=1&b=";
            context.Response.Headers.ContentLocation = $"{address}/ccmcip/xmldirectory.jsp";
            context.Response.Headers["Refresh"] = $"0; URL=\"{address}/ccmcip/idle.jsp\"";
            context.Response.Headers.Append("Set-Cookie", "JSESSIONID=1; Domain=127.0.0.1; Path=/ccmcip/; Secure; HttpOnly");
            context.Response.Headers.Append("Set-Cookie", "b=2; path=/");
            return Task.CompletedTask;
        });

        Assert.Equal($"{gateway}/ccmcip/xmldirectory.jsp?a=1&b=", answer.Header("Location"));
        Assert.Equal($"{gateway}/ccmcip/xmldirectory.jsp", answer.Header("Content-Location"));
        Assert.Equal($"0; URL=\"{gateway}/ccmcip/idle.jsp\"", answer.Header("Refresh"));
        Assert.Matches(@"^JSESSIONID=1\.x7[a-z2-7]{5}; Path=/ccmcip/; HttpOnly$", answer.Headers("Set-Cookie")[0]);
        Assert.Equal(["b=2; path=/"], answer.Headers("Set-Cookie")[1..]);
    }

    [Fact]
    public async Task Authenticate_WhateverItAnswers_BodyByteForByte()
    {
        var (answer, node, _) = await AskAsync("/ccmcip/authenticate.jsp?UserID=a&Password=b", (context, address) =>
        {
            context.Response.Headers.SetCookie = "JSESSIONID=1; Secure";
            return WriteAsync(context, "text/xml", Encoding.UTF8.GetBytes(Page(address)));
        });

        Assert.Equal(Page(node), Encoding.UTF8.GetString(answer.Bytes));
        Assert.Matches(@"^JSESSIONID=1\.x7[a-z2-7]{5}$", answer.Header("Set-Cookie"));
    }

    [Theory]
    [InlineData("text/xml", true)]
    [InlineData("application/xml; charset=utf-8", true)]
    [InlineData("text/plain", false)]
    public async Task Page_OfARouteForAnyAnswer_LeadsToTheGatewayIfItIsXml(string contentType, bool isRewritten)
    {
        var (answer, node, gateway) = await AskAsync(
            "/ccmcip/messages.jsp", (context, address) => WriteAsync(context, contentType, Encoding.UTF8.GetBytes(Page(address))));

        Assert.Equal(Page(isRewritten ? gateway : node), Encoding.UTF8.GetString(answer.Bytes));
    }

    [Fact]
    public async Task Page_TooLongToBeHeld_StreamsAsItIs()
    {
        var filler = new string(' ', 300 * 1024);

        var (answer, node, gateway) = await AskAsync(Menu, (context, address) =>
        {
            context.Response.Headers["Refresh"] = $"5; url={address}/ccmcip/xmldirectory.jsp";
            return WriteAsync(context, "text/xml", Encoding.UTF8.GetBytes(Page(address) + filler));
        });

        Assert.Equal(Page(node) + filler, Encoding.UTF8.GetString(answer.Bytes));
        Assert.Equal($"5; url={gateway}/ccmcip/xmldirectory.jsp", answer.Header("Refresh"));
    }

    [Fact]
    public async Task Page_Compressed_IsPlainAndLeadsToTheGateway()
    {
        byte[] Zipped(string address)
        {
            using var buffer = new MemoryStream();
            using (var zip = new GZipStream(buffer, CompressionLevel.Fastest))
            {
                zip.Write(Encoding.UTF8.GetBytes(Page(address)));
            }

            return buffer.ToArray();
        }

        var (answer, _, gateway) = await AskAsync(Menu, (context, address) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return WriteAsync(context, "text/xml", Zipped(address));
        });

        Assert.Equal(Page(gateway), Encoding.UTF8.GetString(answer.Bytes));
    }

    [Fact]
    public async Task BusyPage_FromEveryNode_LeadsToTheGateway()
    {
        static string Busy(string address) =>
            $"<CiscoIPPhoneText><Text>Login is unavailable(26)</Text><SoftKeyItem><Name>Retry</Name><URL>{address}/ccmcip/xmldirectory.jsp</URL></SoftKeyItem></CiscoIPPhoneText>";

        var (answer, _, gateway) = await AskAsync(
            "/emapp/EMAppServlet?device=SEP1", (context, address) => WriteAsync(context, "text/xml", Encoding.UTF8.GetBytes(Busy(address))));

        Assert.Equal(Busy(gateway), Encoding.UTF8.GetString(answer.Bytes));
    }

    private static string Page(string address) => $"<CiscoIPPhoneMenu><MenuItem><URL>{address}/ccmcip/xmldirectory.jsp</URL></MenuItem></CiscoIPPhoneMenu>";

    private static Task WriteAsync(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    /// <summary>What a phone gets when its node answers so; the node's and the gateway's address, as pages name them.</summary>
    private static async Task<(Reply Answer, string Node, string Gateway)> AskAsync(string path, Func<HttpContext, string, Task> answer)
    {
        var address = "";
        await using var node = await ScriptedNode.StartAsync(context => answer(context, address));
        address = node.Address.GetLeftPart(UriPartial.Authority);
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)]);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
        using var response = await client.GetAsync(new Uri(gateway.Address, path), TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => header.Value.ToArray());
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return (new(headers, body), address, gateway.Address.GetLeftPart(UriPartial.Authority));
    }

    private sealed record Reply(IReadOnlyDictionary<string, string[]> All, byte[] Bytes)
    {
        public string Header(string name) => Assert.Single(Headers(name));

        public string[] Headers(string name) => All[name];
    }
}

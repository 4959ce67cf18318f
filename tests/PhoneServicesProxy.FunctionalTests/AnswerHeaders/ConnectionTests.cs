using System.Globalization;
using System.Text;
using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.AnswerHeaders;

/// <summary>Framing and connection, as the phone asked for them.</summary>
public sealed class ConnectionTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp";

    /// <summary>Longer than what is held.</summary>
    private static readonly string Long = new('x', 600 * 1024);

    [Theory]
    [InlineData(CapturedRequests.Ip7921)]
    [InlineData(CapturedRequests.Ip7970Of2006)]
    [InlineData(CapturedRequests.Ip7942)]
    [InlineData("GET " + Menu + " HTTP/1.0\nHost: ccm\n\n")]
    [InlineData("GET " + Menu + " HTTP/1.0\n\n")]
    public async Task Answer_ToPhoneThatWantsTheEnd_HasLengthAndThenCloses(string request)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);

        var answer = await phone.AskAsync(request);

        AssertWholePage(answer);
        Assert.Equal("close", answer["Connection"]);
        Assert.True(await phone.IsClosedAsync());
    }

    [Theory]
    [InlineData(CapturedRequests.Ip7970, null)]
    [InlineData(CapturedRequests.Ip8841, null)]
    [InlineData("GET " + Menu + " HTTP/1.1\nHost: ccm\nConnection: keep-alive\n\n", null)]
    [InlineData("GET " + Menu + " HTTP/1.0\nHost: ccm\nConnection: keep-alive\n\n", "keep-alive")]
    [InlineData("GET " + Menu + " HTTP/1.0\nHost: ccm\nConnection: Keep-Alive\n\n", "keep-alive")]
    public async Task Answer_ToPhoneThatStays_HasLengthAndConnectionIsKept(string request, string? connectionHeader)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);

        for (var press = 0; press < 3; press++)
        {
            var answer = await phone.AskAsync(request);

            AssertWholePage(answer);
            Assert.Equal(connectionHeader, answer["Connection"]);
        }
    }

    /// <summary>A phone of HTTP/1.0 cannot read chunks: the end of the connection is the end of the answer.</summary>
    [Theory]
    [InlineData("Connection: Close\n")]
    [InlineData("Connection: keep-alive\n")]
    [InlineData("")]
    public async Task LongAnswerWithoutLength_ToHttp10_EndsWithTheConnection(string connection)
    {
        await using var node = await ScriptedNode.StartAsync(WithoutLengthAsync);
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)]);
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);

        var answer = await phone.AskAsync($"GET {Menu} HTTP/1.0\nHost: ccm\n{connection}\n");

        Assert.Null(answer["Transfer-Encoding"]);
        Assert.Null(answer["Content-Length"]);
        Assert.Equal("close", answer["Connection"]);
        Assert.Equal(Long, answer.Text);
        Assert.True(await phone.IsClosedAsync());
    }

    /// <summary>Nothing else is left for an answer that is too long to be held, and too long for a phone.</summary>
    [Fact]
    public async Task LongAnswerWithoutLength_ToHttp11_IsChunked()
    {
        await using var node = await ScriptedNode.StartAsync(WithoutLengthAsync);
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)]);
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);

        var answer = await phone.AskAsync($"GET {Menu} HTTP/1.1\nHost: ccm\n\n");

        Assert.Equal("chunked", answer["Transfer-Encoding"]);
        Assert.True(answer.Body.Length > Long.Length);
    }

    [Theory]
    [InlineData("/ccmcip/authenticate.jsp?UserID=u&Password=p", "x-CiscoIPPhoneModelName: CP-7970G\n", "HTTP/1.1 503 Service Unavailable")]
    [InlineData(Menu, "x-CiscoIPPhoneModelName: CP-7970G\n", "HTTP/1.1 200 OK")]
    [InlineData(Menu, "", "HTTP/1.1 503 Service Unavailable")]
    [InlineData("/not-routed", "", "HTTP/1.1 404 Not Found")]
    public async Task AnswerOfTheGatewayItself_HasLengthToo(string path, string header, string status)
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher"] }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        await cluster["publisher"].SetFaultAsync(NodeFault.Refuse, TestContext.Current.CancellationToken);
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);

        var answer = await phone.AskAsync($"GET {path} HTTP/1.1\nHost: ccm\n{header}\n");

        Assert.Equal(status, answer.StatusLine);
        Assert.Null(answer["Transfer-Encoding"]);
        Assert.Equal(answer.Body.Length.ToString(CultureInfo.InvariantCulture), answer["Content-Length"]);
    }

    private static void AssertWholePage(RawAnswer answer)
    {
        // A server tells the highest version that it speaks (RFC 9112, 2.3), as the nodes do: the framing is what counts.
        Assert.Equal("HTTP/1.1 200 OK", answer.StatusLine);
        Assert.Null(answer["Transfer-Encoding"]);
        Assert.Equal(answer.Body.Length.ToString(CultureInfo.InvariantCulture), answer["Content-Length"]);
        Assert.Equal("text/xml;charset=utf-8", answer["Content-Type"]);
        Assert.EndsWith(">", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer["Date"]);
        Assert.Null(answer["Server"]);
    }

    private static async Task WithoutLengthAsync(HttpContext context)
    {
        context.Response.ContentType = "text/xml";
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(Long), context.RequestAborted);
    }
}

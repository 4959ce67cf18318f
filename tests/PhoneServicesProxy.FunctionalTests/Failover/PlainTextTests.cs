using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Security;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>A page may be plain text (XSI 9.1).</summary>
public sealed class PlainTextTests
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";
    private const string Login = "/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1";
    private const string Idle = "/ccmcip/idle.jsp";
    private static readonly string[] Settings = [.. Calm.Settings];

    [Theory]
    [InlineData("text/plain", "The cafeteria opens at 11", "text/plain")]
    [InlineData("text/plain; charset=iso-8859-1", "Gr\u00FC\u00DFe", "text/plain; charset=iso-8859-1")]
    [InlineData("text/html", "5 < 6, 7 > 3 & <3\r\n", "text/html")]
    [InlineData("Text/HTML; Charset=utf-8", "hello", "Text/HTML; Charset=utf-8")]
    [InlineData("", "hello", "text/plain")]
    [InlineData("", "Gr\u00C3\u00BC\u00C3\u009Fe", "text/plain; charset=utf-8")]
    [InlineData("text/plain", "Gr\u00C3\u00BC\u00C3\u009Fe", "text/plain; charset=utf-8")]
    [InlineData("text/plain", "Gr\u00FC\u00DFe", "text/plain")]
    public async Task Text_WithoutMarkup_IsShown(string type, string body, string shownType)
    {
        await using var node = new RecordingNode { Answer = _ => Answer(200, type, body) };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        foreach (var path in new[] { Menu, Login, Idle })
        {
            var answer = await AskAsync(gateway, path);

            Assert.EndsWith($"\r\n\r\n{body}", answer, StringComparison.Ordinal);
            Assert.Contains($"\r\nContent-Type: {shownType}\r\n", answer, StringComparison.Ordinal);
            Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(200, "text/plain", "<html><body>Error</body></html>")]
    [InlineData(200, "text/plain", "\u00EF\u00BB\u00BF<!-- x --><!DOCTYPE html><p>x")]
    [InlineData(200, "text/html", "<h1>It works</h1>")]
    [InlineData(200, "text/html", "It works<br>")]
    [InlineData(200, "text/html", "It works</P>")]
    [InlineData(200, "", "<p>x")]
    [InlineData(200, "text/html", "a <!-- b -->")]
    [InlineData(200, "text/plain", "Title</Title></CiscoIPPhoneText>")]
    [InlineData(200, "text/plain", "\u0089PNG\r\n\u001A\n")]
    [InlineData(200, "", "a\u0000b")]
    [InlineData(200, "text/xml", "hello")]
    [InlineData(200, "application/octet-stream", "hello")]
    [InlineData(200, "text/plain", " \r\n")]
    [InlineData(200, "text/html", "")]
    [InlineData(200, "image/png", "<!DOCTYPE html><html></html>")]
    [InlineData(500, "text/plain", "java.lang.NullPointerException")]
    [InlineData(404, "text/plain", "no such page")]
    [InlineData(206, "text/plain", "half a te")]
    public async Task Answer_ThatIsNoText_IsAFailure(int status, string type, string body)
    {
        await using var node = new RecordingNode { Answer = _ => Answer(status, type, body) };
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        foreach (var path in new[] { Menu, Login, Idle })
        {
            var answer = await AskAsync(gateway, path);

            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            Assert.Contains("<Prompt>Service not available</Prompt>", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Text_CutShort_IsAFailure()
    {
        await using var node = await ScriptedNode.StartAsync(async context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = 20;
            await context.Response.Body.WriteAsync("half a te"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], Settings);

        Assert.Contains("<Prompt>Service not available</Prompt>", await AskAsync(gateway, Menu), StringComparison.Ordinal);
    }

    private static Task<string> AskAsync(TestGateway gateway, string path) => RawPhone.SendAsync(
        gateway.Address, $"GET {path} HTTP/1.1\r\nHost: ccm\r\nx-CiscoIPPhoneModelName: CP-7942G\r\nAccept-Charset: iso-8859-1,utf-8;q=0.8\r\nConnection: close\r\n\r\n");

    private static string Answer(int status, string type, string body) =>
        $"HTTP/1.1 {status} x\r\n{(type.Length > 0 ? $"Content-Type: {type}\r\n" : "")}Content-Length: {body.Length}\r\n\r\n{body}";
}

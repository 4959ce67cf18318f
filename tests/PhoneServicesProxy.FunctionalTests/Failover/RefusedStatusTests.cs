using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>Statuses by which a node says, as configured, that it has not executed the request.</summary>
public sealed class RefusedStatusTests
{
    private const string Good = "<CiscoIPPhoneText><Text>Login successful</Text></CiscoIPPhoneText>";
    private const string Phone404 = "<CiscoIPPhoneText><Text>Not here</Text></CiscoIPPhoneText>";
    private const string Html = "<html><body>Not found</body></html>";

    private readonly ConcurrentQueue<string> _asked = new();

    [Theory]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1", 404, Html)]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1", 404, "")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1", 404, Phone404)]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1", 503, Phone404)]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1", 404, "<CiscoIPPhoneText><Text>Error (404)</Text></CiscoIPPhoneText>")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&userid=u&seq=1", 404, "<CiscoIPPhoneText><Text>Busy(6)</Text></CiscoIPPhoneText>")]
    [InlineData("/ccmcip/authenticate.jsp?UserID=u&Password=p&devicename=SEP001122334455", 404, "UN-AUTHORIZED")]
    [InlineData("/ccmcip/getservicesmenu.jsp?name=SEP001122334455", 404, Phone404)]
    [InlineData("/CCMCIP/idle.asp?name=SEP001122334455", 404, "plain")]
    public async Task Press_NodeRefusesByAConfiguredStatus_AnotherExecutesItOnce(string path, int status, string body)
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "a", status, body));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "b", 200, Good));
        await using var gateway = await StartAsync(a, b, "404, 503");
        using var phone = new Phone(gateway.Address);

        Assert.Equal(Good, (await phone.GetAsync(path)).Body);

        Assert.Equal(["a", "b"], _asked);
    }

    [Fact]
    public async Task Post_NodeRefusesByAConfiguredStatus_AnotherExecutesItOnce()
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "a", 499, Html));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "b", 200, Good));
        await using var gateway = await StartAsync(a, b, "400,499");
        using var phone = new Phone(gateway.Address);

        var answer = await phone.SendAsync(new(HttpMethod.Post, "/emapp/EMAppServlet") { Content = new FormUrlEncodedContent([new("device", phone.Device)]) });

        Assert.Equal(Good, answer.Body);
        Assert.Equal(["a", "b"], _asked);
    }

    [Theory]
    [InlineData("503", 404, Html)]
    [InlineData("404,503", 500, Html)]
    [InlineData("", 503, Html)]
    // Whoever knows that the PIN is wrong has looked at it.
    [InlineData("404,503", 404, "<CiscoIPPhoneText><Text>Please try to login again (201)</Text></CiscoIPPhoneText>")]
    public async Task Login_NodeMayHaveExecutedIt_NoOtherIsAsked(string refused, int status, string body)
    {
        await using var a = await ScriptedNode.StartAsync(context => AnswerAsync(context, "a", status, body));
        await using var b = await ScriptedNode.StartAsync(context => AnswerAsync(context, "b", 200, Good));
        await using var gateway = await StartAsync(a, b, refused);
        using var phone = new Phone(gateway.Address);

        await phone.LoginAsync();

        Assert.Equal(["a"], _asked);
    }

    private static Task<TestGateway> StartAsync(ScriptedNode first, ScriptedNode second, string refused) => TestGateway.StartAsync(
        [("a", first.Address), ("b", second.Address)],
        [
            .. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0", "--PhoneServices:IdlePage:MaxAge=00:00:00",
            $"--PhoneServices:FailoverPolicies:Login:RefusedStatuses={refused}", $"--PhoneServices:FailoverPolicies:Read:RefusedStatuses={refused}",
        ]);

    private Task AnswerAsync(HttpContext context, string node, int status, string body)
    {
        _asked.Enqueue(node);
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('<') ? "text/xml" : "text/plain";
        context.Response.Headers.ContentLength = body.Length;
        context.Response.Headers["X-Status"] = status.ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync(body);
    }
}

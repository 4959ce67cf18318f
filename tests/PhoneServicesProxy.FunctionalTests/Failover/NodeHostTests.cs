using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>What belongs to one node goes to no other.</summary>
public sealed class NodeHostTests
{
    private const string Page = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    private readonly ConcurrentQueue<(string Node, string Host, string Path)> _seen = new();

    [Theory]
    [InlineData("127.0.0.1:{port}")]
    [InlineData("", "--ReverseProxy:Routes:services-menu-jsp:Transforms:0:RequestHeaderOriginalHost=false")]
    [InlineData("phones.example", "--ReverseProxy:Routes:services-menu-jsp:Transforms:0:RequestHeader=Host", "--ReverseProxy:Routes:services-menu-jsp:Transforms:0:Set=phones.example")]
    public async Task Menu_FirstNodeWithHostOfItsOwnFails_NextNodeGetsAnother(string expected, params string[] transforms)
    {
        await using var a = await ScriptedNode.StartAsync(context => SeeAsync("a", context, 500));
        await using var b = await ScriptedNode.StartAsync(context => SeeAsync("b", context, 200));
        await using var gateway = await TestGateway.StartAsync(
            [("a", a.Address), ("b", b.Address)],
            [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0", "--PhoneServices:Nodes:a:Host=ccm-pub.example", .. transforms]);
        using var phone = new Phone(gateway.Address);

        Assert.Equal(Page, (await phone.MenuAsync()).Body);

        var host = expected.Length == 0 ? b.Address.Authority : expected.Replace("{port}", gateway.Address.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(
            [("a", "ccm-pub.example", "/ccmcip/getservicesmenu.jsp"), ("b", host, "/ccmcip/getservicesmenu.jsp")], _seen);
    }

    [Fact]
    public async Task Menu_EachNodeHasHostOfItsOwn_EachGetsIt()
    {
        await using var a = await ScriptedNode.StartAsync(context => SeeAsync("a", context, 500));
        await using var b = await ScriptedNode.StartAsync(context => SeeAsync("b", context, 200));
        await using var gateway = await TestGateway.StartAsync(
            [("a", a.Address), ("b", b.Address)],
            [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0", "--PhoneServices:Nodes:a:Host=ccm-pub.example", "--PhoneServices:Nodes:b:Host=ccm-sub.example"]);
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        Assert.Equal([("a", "ccm-pub.example"), ("b", "ccm-sub.example")], _seen.Select(seen => (seen.Node, seen.Host)));
    }

    [Fact]
    public async Task Menu_HttpOneDotZeroWithoutHost_NextNodeDoesNotGetThatOfTheFirst()
    {
        await using var a = await ScriptedNode.StartAsync(context => SeeAsync("a", context, 500));
        await using var b = await ScriptedNode.StartAsync(context => SeeAsync("b", context, 200));
        await using var gateway = await TestGateway.StartAsync(
            [("a", a.Address), ("b", b.Address)],
            [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0", "--PhoneServices:Nodes:a:Host=ccm-pub.example"]);

        await RawPhone.SendAsync(gateway.Address, "GET /ccmcip/getservicesmenu.jsp?name=SEP001122334455 HTTP/1.0\r\n\r\n");

        Assert.Equal([("a", "ccm-pub.example"), ("b", b.Address.Authority)], _seen.Select(seen => (seen.Node, seen.Host)));
    }

    [Fact]
    public async Task Login_FirstNodeWithHostOfItsOwnRefuses_NextNodeGetsTheFormAndNotThatHost()
    {
        var bodies = new ConcurrentQueue<string>();
        await using var a = await ScriptedNode.StartAsync(context => SeeAsync("a", context, 503));
        await using var b = await ScriptedNode.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Enqueue($"{context.Request.ContentType} {await reader.ReadToEndAsync(TestContext.Current.CancellationToken)}");
            await SeeAsync("b", context, 200);
        });
        await using var gateway = await TestGateway.StartAsync(
            [("a", a.Address), ("b", b.Address)],
            [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0", "--PhoneServices:Nodes:a:Host=ccm-pub.example"]);
        using var phone = new Phone(gateway.Address);

        await phone.SendAsync(new(HttpMethod.Post, "/emapp/EMAppServlet") { Content = new FormUrlEncodedContent([new("device", phone.Device)]) });

        Assert.Equal([("a", "ccm-pub.example"), ("b", gateway.Address.Authority)], _seen.Select(seen => (seen.Node, seen.Host)));
        Assert.Equal("application/x-www-form-urlencoded device=SEP001122334455", Assert.Single(bodies));
    }

    private Task SeeAsync(string node, HttpContext context, int status)
    {
        _seen.Enqueue((node, context.Request.Host.Value ?? "", context.Request.Path.Value!));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(Page);
    }
}

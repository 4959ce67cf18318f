using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>A route's own change of the path is the last word on it.</summary>
public sealed class RouteTransformTests
{
    private const string Page = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    private readonly ConcurrentQueue<string> _seen = new();

    [Theory]
    [InlineData("/other/menu.jsp")]
    [InlineData("/ccmcip/GetServicesMenu.jsp")]
    public async Task Menu_RouteSetsThePath_EachNodeGetsThatPath(string path)
    {
        await using var a = await ScriptedNode.StartAsync(context => SeeAsync(context, 500));
        await using var b = await ScriptedNode.StartAsync(context => SeeAsync(context, 200));
        await using var gateway = await TestGateway.StartAsync(
            [("a", a.Address), ("b", b.Address)],
            [.. Calm.Settings, "--PhoneServices:Nodes:a:Priority=0", $"--ReverseProxy:Routes:services-menu-jsp:Transforms:0:PathSet={path}"]);
        using var phone = new Phone(gateway.Address);

        Assert.Equal(Page, (await phone.MenuAsync()).Body);

        Assert.Equal([path, path], _seen);
    }

    private Task SeeAsync(HttpContext context, int status)
    {
        _seen.Enqueue(context.Request.Path.Value!);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(status == 200 ? Page : "");
    }
}

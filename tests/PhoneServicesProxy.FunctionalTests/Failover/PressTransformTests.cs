using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Security;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>A route's own change of the path is the last word on it.</summary>
public sealed class PressTransformTests
{
    [Theory]
    [InlineData("/other/menu.jsp")]
    [InlineData("/ccmcip/GetServicesMenu.jsp")]
    public async Task Menu_RouteSetsThePath_EachNodeGetsThatPath(string path)
    {
        await using var bad = new RecordingNode { Answer = _ => "HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n" };
        await using var good = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync(
            [("bad", bad.Address), ("good", good.Address)],
            [.. Calm.Settings, "--PhoneServices:Nodes:bad:Priority=0", $"--ReverseProxy:Routes:services-menu-jsp:Transforms:0:PathSet={path}"]);
        using var phone = new Phone(gateway.Address);

        Assert.Equal("CiscoIPPhoneText", (await phone.MenuAsync()).Root);

        Assert.All([bad, good], node => Assert.StartsWith($"GET {path}?", Assert.Single(node.Requests).Head, StringComparison.Ordinal));
    }
}

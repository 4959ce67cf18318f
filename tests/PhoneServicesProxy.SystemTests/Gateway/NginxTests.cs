using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Nodes that are not of our making: what the gateway takes for a page must not be the simulator's habit.</summary>
public sealed class NginxTests
{
    private static readonly TimeSpan LogLimit = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("services-menu", "/ccmcip/getservicesmenu.jsp?name={device}", "CiscoIPPhoneMenu")]
    [InlineData("directory", "/ccmcip/xmldirectoryinput.jsp", "CiscoIPPhoneInput")]
    public async Task Nginx_FirstOfTwoStops_SecondAnswers(string service, string path, string root)
    {
        await using var first = await NginxNode.StartAsync(Cancellation);
        await using var second = await NginxNode.StartAsync(Cancellation);
        await using var gateway = await GatewayProcess.StartAsync(
            [("first", $"http://{first.Endpoint}/"), ("second", $"http://{second.Endpoint}/")], Cancellation);
        var options = new FleetOptions { Target = gateway.Endpoint, Path = path, ExpectedRoot = root, PressesPerSecond = 50 };
        var fleet = new PhoneFleet(options, TimeProvider.System);

        var before = await fleet.PressAsync(TimeSpan.FromSeconds(1), Cancellation);
        await gateway.WaitForLogAsync("Both nodes fail in the same way the probe of ", 0, LogLimit, Cancellation);
        Assert.Equal(0, gateway.CountStates("first", "down", service) + gateway.CountStates("second", "down", service));
        await first.StopAsync();
        var after = await fleet.PressAsync(TimeSpan.FromSeconds(2), Cancellation);

        Assert.True(before.Bad + after.Bad == 0, $"{before}\n{after}\n{gateway.Process.Output}");
        await gateway.WaitForStateAsync("first", "down", service, 0, LogLimit, Cancellation);
        Assert.Equal(0, gateway.CountStates("second", "down", service));
    }
}

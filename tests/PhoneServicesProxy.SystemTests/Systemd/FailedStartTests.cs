using CallManagerSimulator;

namespace PhoneServicesProxy.SystemTests.Systemd;

/// <summary>A gateway that cannot start, on a socket that systemd keeps open for it.</summary>
public sealed class FailedStartTests
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_SettingsAreWrong_PhonesGetAPageUntilTheyAreRight()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher"] }, Cancellation);
        await using var manager = await ServiceManager.LaunchAsync(_ => "{ \"PhoneServices\": ", Watchdog, Cancellation);
        using var phone = new HttpClient();
        phone.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "x-CiscoIPPhone/*, text/*,image/png,*/*");
        var menu = new Uri($"http://{manager.Endpoint}/ccmcip/getservicesmenu.jsp");

        for (var press = 0; press < 5; press++)
        {
            Assert.Contains("<CiscoIPPhoneText>", await phone.GetStringAsync(menu, Cancellation), StringComparison.Ordinal);
        }

        // One process answers them all: it is not started again and again meanwhile.
        Assert.Equal(1, manager.Starts);
        Assert.Contains(manager.Notify.Heard, state => state.StartsWith("STATUS=The start failed", StringComparison.Ordinal));
        await manager.WriteAsync(manager.SiteSettings(cluster.Nodes.Select(node => (node.Name, $"{node.Address}"))), Cancellation);
        await manager.WaitAsync(() => manager.Notify.Count("READY=1") == 1, "not ready", Cancellation);

        Assert.Equal([1], manager.ExitCodes);
        Assert.Equal(2, manager.Starts);
        Assert.Contains("<CiscoIPPhoneMenu>", await phone.GetStringAsync(menu, Cancellation), StringComparison.Ordinal);
    }
}

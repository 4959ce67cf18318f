using CallManagerSimulator;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.SystemTests.Gateway;

[Collection(nameof(Alone))]
public sealed class ShutdownTests
{
    private const string SlowPage = "/ccmcip/xmldirectorylist.jsp";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sigterm_RunningPress_IsFinished()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher"] }, Cancellation);
        var node = cluster.Nodes[0];
        await using var gateway = await GatewayProcess.StartAsync([(node.Name, $"{node.Address}")], Cancellation);

        // Only a page that is not probed: the node stays up.
        await node.SetFaultAsync(NodeFault.Parse($"slow delay=1s path={SlowPage}"), Cancellation);
        var pressing = PressOnceAsync(gateway);
        await gateway.Process.WaitForAsync(
            _ => Task.FromResult(node.Counters.RequestsFor(SlowPage) > 0), TimeSpan.FromSeconds(10), "no press", Cancellation);
        await gateway.Process.StopAsync(TimeSpan.FromSeconds(20));

        var report = await pressing;
        Assert.True(report.Bad == 0, $"{report}\n{gateway.Process.Output}");
        Assert.Equal(0, gateway.Process.ExitCode);
        Assert.Equal(1, node.Counters.RequestsFor(SlowPage));
    }

    private static Task<FleetReport> PressOnceAsync(GatewayProcess gateway)
    {
        var options = new FleetOptions
        {
            Target = gateway.Endpoint,
            Path = SlowPage + "?name={device}",
            ExpectedRoot = "CiscoIPPhoneDirectory",
            PressesPerSecond = 1,
        };
        return new PhoneFleet(options, TimeProvider.System).PressAsync(TimeSpan.FromSeconds(1), Cancellation);
    }
}

using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.SystemTests.Systemd;

/// <summary>A gateway on sockets that systemd opened, restarted under load: no phone may see it. A gateway that starts needs the processors.</summary>
[Collection(nameof(Last))]
[Trait(Lane.Name, Lane.Last)]
public sealed class RestartFleetTests
{
    private const int Restarts = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restart_FiveTimesUnderLoad_NoBadPage()
    {
        await using var cluster = await CallManagerSimulator.SimulatedCluster.StartAsync(new() { NodeNames = ["publisher", "subscriber1"] }, Cancellation);
        await using var manager = await ServiceManager.StartAsync(cluster.Nodes.Select(node => (node.Name, $"{node.Address}")), TimeSpan.FromSeconds(10), Cancellation);
        using var over = new CancellationTokenSource();
        var fresh = new PhoneFleet(new FleetOptions { Target = manager.Endpoint }, TimeProvider.System).PressUntilAsync(Longest, over.Token, Cancellation);
        var kept = new KeptPhones(manager.Endpoint, phones: 25, pause: TimeSpan.FromMilliseconds(500)).PressAsync(over.Token);

        for (var i = 0; i < Restarts; i++)
        {
            await manager.RestartAsync(Cancellation);
        }

        await over.CancelAsync();
        var report = await fresh;
        var (presses, bad) = await kept;

        TestContext.Current.TestOutputHelper?.WriteLine($"fresh: {report}; kept: {presses} presses, {bad.Count} bad");
        Assert.True(report.Bad == 0, $"{report}\n{manager.Output}");
        Assert.True(bad.Count == 0, $"{string.Join('\n', bad)}\n{manager.Output}");
        Assert.True(report.Presses.Count > 100 * Restarts && presses > 25 * Restarts);
        Assert.Equal(Restarts + 1, manager.Starts);
        Assert.Equal(Enumerable.Repeat(0, Restarts), manager.ExitCodes);
        Assert.Equal(Restarts, manager.Notify.Count("STOPPING=1"));
    }
}

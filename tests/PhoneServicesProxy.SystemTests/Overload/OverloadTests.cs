using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Load;

namespace PhoneServicesProxy.SystemTests.Overload;

/// <summary>The short form of the benchmarks' <c>fleet overload</c>: more presses than any machine serves, and what becomes of each.</summary>
[Collection(nameof(Alone))]
public sealed class OverloadTests
{
    private const double Usual = 50;
    private const int Most = 20_000;
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Overload = TimeSpan.FromSeconds(6);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Presses_MoreThanCanBeServed_ArePagesOrAreToldInTimeAndAllIsWellAfterwards()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation,
            // Presses queue for a fraction of a second in any case: the overload is not left to the machine's pace.
            "--PhoneServices:LoadShedding:TargetDelay=00:00:00.005", "--PhoneServices:LoadShedding:Interval=00:00:00.050");
        var loop = new OpenLoop(gateway.Endpoint, TimeProvider.System);
        await loop.PressAsync(Usual, Before, GiveUpAfter, Cancellation);

        var overload = await PressMoreAndMoreAsync(loop);

        // It is over as soon as presses show that none waits any more.
        var recovery = TimeSpan.Zero;
        for (; OverloadLog.IsOverloaded(gateway.Process.Output) && recovery < LongestRecovery; recovery += Recovery)
            await loop.PressAsync(Usual, Recovery, GiveUpAfter, Cancellation);

        Assert.True(recovery < LongestRecovery, gateway.Process.Output);
        var after = await loop.PressAsync(Usual, Before, GiveUpAfter, Cancellation);

        TestContext.Current.TestOutputHelper?.WriteLine($"{overload}\n{after}");
        Assert.True(overload.Count(LoadAnswer.Page) > 0 && overload.Count(LoadAnswer.Busy) > 0, $"{overload}\n{gateway.Process.Output}");
        Assert.Equal(overload.Presses.Count, overload.Count(LoadAnswer.Page) + overload.Count(LoadAnswer.Busy));

        // What the load generator is late is not the gateway's.
        Assert.Equal(0, overload.Presses.Count(press => press.Wait - press.Lag > InTime));
        Assert.Equal(after.Presses.Count, after.Count(LoadAnswer.Page));
        Assert.Contains(OverloadLog.Begins, gateway.Process.Output, StringComparison.Ordinal);
    }

    /// <summary>Machines differ: until there are more presses than this one serves.</summary>
    private static async Task<LoadReport> PressMoreAndMoreAsync(OpenLoop loop)
    {
        for (var pressesPerSecond = 3000; ; pressesPerSecond *= 2)
        {
            var report = await loop.PressAsync(pressesPerSecond, Overload, GiveUpAfter, Cancellation);
            if (report.Count(LoadAnswer.Busy) > 0 || pressesPerSecond > Most)
                return report;
        }
    }
}

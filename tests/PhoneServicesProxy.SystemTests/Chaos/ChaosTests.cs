using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Chaos;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Chaos;

/// <summary>The short form of the benchmarks' <c>chaos</c>: every kind of fault, one node at a time.</summary>
[Collection(nameof(Alone))]
public sealed class ChaosTests
{
    private const int SocketsLeft = 40;
    private const double MemoryGrowth = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly ChaosPace Fast = new(
        ShortestFault: TimeSpan.FromSeconds(0.5), LongestFault: TimeSpan.FromSeconds(1),
        ShortestGap: TimeSpan.FromSeconds(0.7), LongestGap: TimeSpan.FromSeconds(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chaos_OneNodeAtATime_NoBadPageAndNothingLeftOpen()
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation);
        var options = new ChaosOptions
        {
            Target = gateway.Endpoint,
            ProcessId = gateway.Process.Id,
            WarmUp = TimeSpan.FromSeconds(2),
            Duration = TimeSpan.FromSeconds(30),
            PressesPerSecond = 100,
            Pace = Fast,
        };

        var report = await new ChaosRun(cluster, options, TimeProvider.System).RunAsync(Cancellation);

        var longest = report.Presses.OrderByDescending(press => press.Press.Wait).Take(10);
        TestContext.Current.TestOutputHelper?.WriteLine($"{report.All}\nlongest waits:\n{string.Join('\n', longest)}");
        Assert.True(report.Bad.Count == 0, $"{report.All}\n{string.Join('\n', report.Bad.Take(20))}\n{gateway.Process.Output}");
        await NoSocketLeftAsync(gateway.Process.Id, report.Samples[0].Gauges.Sockets + SocketsLeft);
        Assert.InRange(report.Samples[^1].Gauges.ResidentBytes, 0, report.Samples[0].Gauges.ResidentBytes * MemoryGrowth);

        // Otherwise little has happened that a phone could have noticed.
        Assert.True(report.Faults.Count >= ChaosFault.All.Count / 2, string.Join('\n', report.Faults));
    }

    private static Task NoSocketLeftAsync(int process, int allowed) => Until.TrueAsync(
        _ => Task.FromResult(ProcessGauges.Of(process).Sockets <= allowed),
        Limit, () => $"{ProcessGauges.Of(process)}, allowed are {allowed} sockets", TimeProvider.System, Cancellation);
}

using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Chaos;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Chaos;

/// <summary>
/// The short form of the benchmarks' <c>fleet users</c>: every kind of fault, one node at a time. Waits are not judged, so other tests may
/// run beside it.
/// </summary>
[Collection(nameof(UnderLoad))]
public sealed class UserFleetTests
{
    private const int SocketsLeft = 40;
    private const int ThreadsLeft = 15;
    private const double MemoryGrowth = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly UserHabits Habits = new() { Phones = 2000, ThinkTime = TimeSpan.FromSeconds(40), IdleTime = TimeSpan.FromSeconds(60) };

    /// <summary>Each kind of fault once: more of each, and longer ones, come at night.</summary>
    private static readonly ChaosPace Fastest = new(
        ShortestFault: TimeSpan.FromSeconds(0.3), LongestFault: TimeSpan.FromSeconds(1.5),
        ShortestGap: TimeSpan.FromSeconds(0.3), LongestGap: TimeSpan.FromSeconds(0.8));

    private static readonly ChaosPace Fast = new(
        ShortestFault: TimeSpan.FromSeconds(0.5), LongestFault: TimeSpan.FromSeconds(2.5),
        ShortestGap: TimeSpan.FromSeconds(0.7), LongestGap: TimeSpan.FromSeconds(1.5));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Users_NodesFailOneAtATime_NoBadPageAndNothingLeftOpen() => PressAsync(TimeSpan.FromSeconds(32), Fastest);

    [Fact]
    [Trait(Lane.Name, Lane.Nightly)]
    public Task Users_NodesFailOneAtATimeForMinutes_NoBadPageAndNothingLeftOpen() => PressAsync(TimeSpan.FromMinutes(4), Fast);

    private static async Task PressAsync(TimeSpan duration, ChaosPace pace)
    {
        await using var cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation);
        var options = new ChaosOptions
        {
            Target = gateway.Endpoint,
            ProcessId = gateway.Process.Id,
            WarmUp = TimeSpan.FromSeconds(3),
            Duration = duration,
            Pace = pace,
        };

        var report = await new ChaosRun(
            cluster, options, TimeProvider.System, users: new UserFleet(gateway.Endpoint, Habits, TimeProvider.System)).RunAsync(Cancellation);

        var longest = report.Presses.OrderByDescending(press => press.Press.Wait).Take(10);
        TestContext.Current.TestOutputHelper?.WriteLine($"{report.All}\nlongest waits:\n{string.Join('\n', longest)}");
        Assert.True(report.Bad.Count == 0, $"{report.All}\n{string.Join('\n', report.Bad.Take(20))}\n{gateway.Process.Output}");
        var before = report.Samples[0].Gauges;
        await NothingLeftAsync(gateway.Process.Id, before.Sockets + SocketsLeft, before.Threads + ThreadsLeft);
        Assert.InRange(report.Samples[^1].Gauges.ResidentBytes, 0, before.ResidentBytes * MemoryGrowth);

        // Otherwise little has happened that a phone could have noticed.
        Assert.True(report.Faults.Count >= ChaosFault.All.Count, string.Join('\n', report.Faults));
    }

    private static Task NothingLeftAsync(int process, int sockets, int threads) => Until.TrueAsync(
        _ => Task.FromResult(ProcessGauges.Of(process) is var gauges && gauges.Sockets <= sockets && gauges.Threads <= threads),
        Limit, () => $"{ProcessGauges.Of(process)}, allowed are {sockets} sockets and {threads} threads", TimeProvider.System, Cancellation);
}

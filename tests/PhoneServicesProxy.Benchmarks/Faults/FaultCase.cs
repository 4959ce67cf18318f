using PhoneServicesProxy.TestKit.Cluster;

namespace PhoneServicesProxy.Benchmarks.Faults;

/// <summary>One row of the table: something that goes wrong and, in the end, right again.</summary>
/// <param name="Key">What the command line calls it.</param>
/// <param name="Title">What the table calls it.</param>
/// <param name="PlayAsync">Breaks and repairs nodes as the clock goes on.</param>
internal sealed record FaultCase(string Key, string Title, Func<SimulatedCluster, FaultClock, Task> PlayAsync)
{
    private static readonly TimeSpan FlapHalf = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<FaultCase> All { get; } =
    [
        OnOneNode("refuse", "connection refused"),
        OnOneNode("vanish", "packets vanish (host gone)"),
        OnOneNode("hang", "accepts, never answers"),
        OnOneNode("slow", "answers after 3 s", "slow?delay=3s"),
        OnOneNode("500", "500"),
        OnOneNode("503", "503"),
        OnOneNode("html", "200 with an HTML error page"),
        OnOneNode("half", "half a page, then reset"),
        OnOneNode("reset", "reset before the answer"),
        OnOneNode("cut", "200 with XML cut short"),
        OnOneNode("drip", "a byte every 0.2 s"),
        new("two", "two of three nodes down (one refuses, one vanishes)", TwoDownAsync),
        new("flap", "a node that refuses and answers in turn, a second each", FlapAsync),
        new("rolling", "all nodes restarted, one after the other", RollAsync),
    ];

    private static FaultCase OnOneNode(string key, string title, string? fault = null) =>
        new(key, title, async (cluster, clock) =>
        {
            await clock.ReachAsync(clock.Break);
            await cluster.Nodes[1].BreakAsync(fault ?? key);
            await clock.ReachAsync(clock.Repair);
            await cluster.Nodes[1].RepairAsync();
        });

    private static async Task TwoDownAsync(SimulatedCluster cluster, FaultClock clock)
    {
        await clock.ReachAsync(clock.Break);
        await Task.WhenAll(cluster.Nodes[1].BreakAsync("refuse"), cluster.Nodes[2].BreakAsync("vanish"));
        await clock.ReachAsync(clock.Repair);
        await cluster.RepairAsync();
    }

    private static async Task FlapAsync(SimulatedCluster cluster, FaultClock clock)
    {
        for (var moment = clock.Break; moment < clock.Repair; moment += 2 * FlapHalf)
        {
            await clock.ReachAsync(moment);
            await cluster.Nodes[1].BreakAsync("refuse");
            await clock.ReachAsync(moment + FlapHalf);
            await cluster.Nodes[1].RepairAsync();
        }
    }

    private static async Task RollAsync(SimulatedCluster cluster, FaultClock clock)
    {
        await clock.ReachAsync(clock.Break);
        foreach (var node in cluster.Nodes)
        {
            await node.StopAsync();
            await node.StartAsync();
        }
    }
}

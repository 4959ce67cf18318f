using PhoneServicesProxy.TestKit.Cluster;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>A way in which a node fails, and how it comes back.</summary>
/// <param name="Kind">Its short name.</param>
/// <param name="BreakAsync">Breaks a healthy node.</param>
/// <param name="RepairAsync">Makes it healthy again. Returns when it serves.</param>
internal sealed record ChaosFault(string Kind, Func<SimulatedNode, Task> BreakAsync, Func<SimulatedNode, Task> RepairAsync)
{
    /// <summary>All kinds of faults.</summary>
    public static IReadOnlyList<ChaosFault> All { get; } =
    [
        Simulated("refuse"),
        Simulated("vanish"),
        Simulated("hang"),
        Simulated("slow", "slow?delay=3s"),
        Simulated("500"),
        Simulated("503"),
        Simulated("html"),
        Simulated("half"),
        Simulated("reset"),
        Simulated("cut"),
        Simulated("drip"),
        Simulated("em-down"),
        Simulated("em-busy"),
        Simulated("em-error", "em-error=6"),
        new("kill", node => node.KillAsync(), node => node.StartAsync()),
        new("restart", node => node.StopAsync(), node => node.StartAsync()),
    ];

    private static ChaosFault Simulated(string kind, string? fault = null) =>
        new(kind, node => node.BreakAsync(fault ?? kind), node => node.RepairAsync());
}

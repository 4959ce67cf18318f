using PhoneServicesProxy.TestKit.Network;

namespace PhoneServicesProxy.TestKit.Cluster;

/// <summary>CallManager nodes <c>subscriber1</c>, <c>subscriber2</c> … each a process of its own on a host of its own.</summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    private readonly NodeNetwork _network;

    private SimulatedCluster(NodeNetwork network, string program, TimeProvider time)
    {
        _network = network;
        Nodes = [.. network.Hosts.Select((host, index) => new SimulatedNode($"subscriber{index + 1}", host, program, time))];
    }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    /// <param name="nodes">How many.</param>
    /// <param name="time">The clock.</param>
    /// <param name="program">The simulator's assembly; by default the one that was built along with the caller.</param>
    public static async Task<SimulatedCluster> StartAsync(int nodes, TimeProvider time, string? program = null)
    {
        program ??= Path.Combine(AppContext.BaseDirectory, "CallManagerSimulator.dll");
        var cluster = new SimulatedCluster(await NodeNetwork.CreateAsync(nodes), program, time);
        try
        {
            await Task.WhenAll(cluster.Nodes.Select(node => node.StartAsync()));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    public Task RepairAsync() => Task.WhenAll(Nodes.Select(node => node.RepairAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();

        await _network.DisposeAsync();
    }
}

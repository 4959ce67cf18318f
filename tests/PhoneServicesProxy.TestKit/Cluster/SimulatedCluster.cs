using PhoneServicesProxy.TestKit.Network;

namespace PhoneServicesProxy.TestKit.Cluster;

/// <summary>CallManager nodes <c>subscriber1</c>, <c>subscriber2</c> … Each is a process on its own host.</summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    private const int DefaultUsers = 2000;

    private readonly NodeNetwork _network;

    private SimulatedCluster(NodeNetwork network, string program, int users, int maxLogins, TimeProvider time)
    {
        _network = network;
        Nodes = [.. network.Hosts.Select((host, index) => new SimulatedNode($"subscriber{index + 1}", host, program, users, maxLogins, time))];
    }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    /// <param name="nodes">The number of nodes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="program">The simulator's assembly; by default <see cref="SimulatorProgram"/>.</param>
    /// <param name="users">Users <c>user1</c>, <c>user2</c> … that the cluster knows.</param>
    /// <param name="maxLogins">
    /// The number of logins that each node executes at once, each in 0.3 to 0.6 s. With 0 there is no limit, and a login takes no time.
    /// </param>
    public static async Task<SimulatedCluster> StartAsync(int nodes, TimeProvider time, string? program = null, int users = DefaultUsers, int maxLogins = 0)
    {
        program ??= SimulatorProgram.Assembly;
        var cluster = new SimulatedCluster(await NodeNetwork.CreateAsync(nodes), program, users, maxLogins, time);
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

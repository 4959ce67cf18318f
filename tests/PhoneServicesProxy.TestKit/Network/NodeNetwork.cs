using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Network;

/// <summary>
/// A star of hosts around this machine, each with its own network namespace and address (root needed). Before it starts, it removes what
/// killed runs have left behind.
/// </summary>
internal sealed class NodeNetwork : IAsyncDisposable
{
    private readonly NetworkSlot _slot;

    private NodeNetwork(NetworkSlot slot, int hosts)
    {
        _slot = slot;
        Hosts = [.. Enumerable.Range(0, hosts).Select(index => new NodeHost(slot, index))];
    }

    public IReadOnlyList<NodeHost> Hosts { get; }

    public static async Task<NodeNetwork> CreateAsync(int hosts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hosts, 60);
        DebianPackages.Require("ip", "setpriv");
        await RemoveLeftoversAsync();

        var network = new NodeNetwork(NetworkSlot.Take(), hosts);
        try
        {
            foreach (var host in network.Hosts)
                await host.CreateAsync();
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }

        return network;
    }

    /// <summary>The names of all namespaces of test networks, of this run and of others.</summary>
    public static async Task<IReadOnlyList<string>> NamespacesAsync() =>
        [.. (await Command.RunAsync("ip", "netns", "list")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')[0])
            .Where(name => NetworkSlot.NumberOf(name) is not null)];

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
            await host.RemoveAsync();

        _slot.Dispose();
    }

    public static async Task RemoveLeftoversAsync()
    {
        foreach (var group in (await NamespacesAsync()).GroupBy(name => NetworkSlot.NumberOf(name)!.Value))
        {
            using var slot = NetworkSlot.TryTake(group.Key);
            if (slot is null)
                continue;

            foreach (var name in group)
                await NodeHost.RemoveAsync(name);
        }
    }
}

using System.Globalization;
using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Network;

/// <summary>
/// Machines on one switch, each a network namespace with <c>eth0</c>. This machine is connected too (root needed). A server in
/// <see cref="Switch"/> has the address <see cref="ServerAddress"/> for all of them.
/// </summary>
internal sealed class SwitchedNetwork : IAsyncDisposable
{
    private readonly NetworkSlot _slot = NetworkSlot.Take();

    private SwitchedNetwork(int machines) => Machines =
        [.. Enumerable.Range(0, machines).Select(index => string.Create(CultureInfo.InvariantCulture, $"{_slot.Prefix}m{index}"))];

    /// <summary>The machines' namespaces.</summary>
    public IReadOnlyList<string> Machines { get; }

    /// <summary>The namespace of the switch, and the name of its cable to this machine.</summary>
    public string Switch => _slot.Prefix + "sw";

    public IPAddress ServerAddress => Address(1);

    public static async Task<SwitchedNetwork> CreateAsync(int machines)
    {
        DebianPackages.Require("ip", "setpriv");
        await NodeNetwork.RemoveLeftoversAsync();
        var network = new SwitchedNetwork(machines);
        try
        {
            await network.CreateSwitchAsync();
            for (var index = 0; index < machines; index++)
                await network.CreateMachineAsync(index);
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }

        return network;
    }

    public IPAddress Address(int number) => _slot.Address(number);

    public IPAddress AddressOf(int machine) => Address(11 + machine);

    /// <summary>Pulls the machine's cable out of the switch. Both ends notice it.</summary>
    public Task CutAsync(int machine) => IpAsync("-n", Switch, "link", "set", Port(machine), "down");

    public Task MendAsync(int machine) => IpAsync("-n", Switch, "link", "set", Port(machine), "up");

    public async ValueTask DisposeAsync()
    {
        foreach (var name in Machines.Append(Switch))
            await NodeHost.RemoveAsync(name);

        _slot.Dispose();
    }

    private static string Port(int machine) => string.Create(CultureInfo.InvariantCulture, $"port{machine}");

    private async Task CreateSwitchAsync()
    {
        await IpAsync("netns", "add", Switch);
        await IpAsync("-n", Switch, "link", "set", "lo", "up");
        await IpAsync("-n", Switch, "link", "add", "br0", "type", "bridge");
        await IpAsync("-n", Switch, "address", "add", $"{ServerAddress}/24", "dev", "br0");
        await IpAsync("-n", Switch, "link", "set", "br0", "up");
        await IpAsync("link", "add", Switch, "type", "veth", "peer", "name", "uplink", "netns", Switch);
        await IpAsync("-n", Switch, "link", "set", "uplink", "master", "br0", "up");
        await IpAsync("address", "add", $"{Address(254)}/24", "dev", Switch);
        await IpAsync("link", "set", Switch, "up");
    }

    private async Task CreateMachineAsync(int index)
    {
        await IpAsync("netns", "add", Machines[index]);
        await IpAsync("-n", Switch, "link", "add", Port(index), "type", "veth", "peer", "name", "eth0", "netns", Machines[index]);
        await IpAsync("-n", Switch, "link", "set", Port(index), "master", "br0", "up");
        await IpAsync("-n", Machines[index], "address", "add", $"{AddressOf(index)}/24", "dev", "eth0");
        await IpAsync("-n", Machines[index], "link", "set", "lo", "up");
        await IpAsync("-n", Machines[index], "link", "set", "eth0", "up");
    }

    private static Task<string> IpAsync(params string[] arguments) => Command.RunAsync("ip", arguments);
}

using System.Globalization;
using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Network;

/// <summary>A host for one node: a network namespace that one virtual cable connects to ours.</summary>
internal sealed class NodeHost
{
    private readonly string _gatewayAddress;
    private readonly string _hardware;

    public NodeHost(NetworkSlot slot, int index)
    {
        var block = 4 * index;
        Namespace = string.Create(CultureInfo.InvariantCulture, $"{slot.Prefix}{index}");
        Address = slot.Address(block + 2);
        _gatewayAddress = string.Create(CultureInfo.InvariantCulture, $"{slot.Address(block + 1)}/30");
        _hardware = string.Create(CultureInfo.InvariantCulture, $"02:77:{slot.Number:x2}:{index:x2}:00:02");
    }

    /// <summary>The name of the namespace, and of our end of the cable.</summary>
    public string Namespace { get; }

    public IPAddress Address { get; }

    public async Task CreateAsync()
    {
        await IpAsync("netns", "add", Namespace);
        await IpAsync("link", "add", Namespace, "type", "veth",
            "peer", "name", "eth0", "address", _hardware, "netns", Namespace);
        await IpAsync("address", "add", _gatewayAddress, "dev", Namespace);
        await IpAsync("link", "set", Namespace, "up");
        await IpAsync("-n", Namespace, "address", "add", $"{Address}/30", "dev", "eth0");
        await IpAsync("-n", Namespace, "link", "set", "lo", "up");
        await IpAsync("-n", Namespace, "link", "set", "eth0", "up");

        // Without this entry, ARP would report a silent host after three seconds, as EHOSTUNREACH. Behind a router, nothing reports it.
        await IpAsync("neighbour", "replace", $"{Address}", "lladdr", _hardware, "dev", Namespace, "nud", "permanent");
    }

    /// <summary>Drops all packets to and from the host, without any error.</summary>
    public Task VanishAsync() => IpAsync("-n", Namespace, "link", "set", "eth0", "down");

    public Task ReturnAsync() => IpAsync("-n", Namespace, "link", "set", "eth0", "up");

    public Task RemoveAsync() => RemoveAsync(Namespace);

    /// <summary>Removes a namespace, its cable and the processes in it, if they exist.</summary>
    public static async Task RemoveAsync(string name)
    {
        var (code, pids) = await Command.TryAsync("ip", "netns", "pids", name);
        if (code == 0 && pids.Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } left)
            await Command.TryAsync("kill", ["-KILL", .. left]);

        await Command.TryAsync("ip", "link", "delete", name);
        await Command.TryAsync("ip", "netns", "delete", name);
    }

    private static Task<string> IpAsync(params string[] arguments) => Command.RunAsync("ip", arguments);
}

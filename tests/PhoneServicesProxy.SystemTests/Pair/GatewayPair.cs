using System.Net;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Network;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Pair;

/// <summary>Two gateways, one address, one node behind them, and phones.</summary>
internal sealed class GatewayPair : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _node;

    private GatewayPair(SwitchedNetwork network, ChildProcess node, Holders holders) =>
        (Network, _node, Holders, Machines) = (network, node, holders, [.. network.Machines.Select((_, index) => new GatewayMachine(network, index, FolderOf(network, index)))]);

    public SwitchedNetwork Network { get; }

    public Holders Holders { get; }

    public IReadOnlyList<GatewayMachine> Machines { get; }

    /// <summary>Where phones go.</summary>
    public IPEndPoint Phones => new(Network.Address(10), GatewayMachine.Port);

    /// <summary>Returns when one machine has the address, and the other one would take it over.</summary>
    public static async Task<GatewayPair> StartAsync(CancellationToken cancellation)
    {
        var network = await SwitchedNetwork.CreateAsync(machines: 2);
        await Command.RunAsync("install", ["-d", "-m", "0755", .. network.Machines.Select((_, index) => FolderOf(network, index))]);
        var node = await ChildProcess.StartAsync(
            new ChildProgram("dotnet", SimulatorProgram.Assembly, "--nodes", "1", "--address", $"{network.ServerAddress}", "--port", "8080", "--control-port", "0")
            {
                NetworkNamespace = network.Switch,
            },
            TimeProvider.System);
        var pair = new GatewayPair(network, node, await Holders.WatchAsync(network.Machines));
        try
        {
            await node.WaitForPortAsync(new IPEndPoint(network.ServerAddress, 8080), Limit, cancellation);
            await Task.WhenAll(pair.Machines.Select(machine => machine.StartGatewayAsync(cancellation)));
            await pair.Machines[0].StartKeepalivedAsync(cancellation);
            await pair.Machines[0].Keepalived.WaitForAsync(_ => Task.FromResult(pair.Machines[0].State == "MASTER"), Limit, "does not take the address", cancellation);
            await pair.Machines[1].StartKeepalivedAsync(cancellation);
            await pair.WaitForHolderAsync(cancellation);
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }

        return pair;
    }

    public PhoneFleet Fleet(double pressesPerSecond) =>
        new(new FleetOptions { Target = Phones, PressesPerSecond = pressesPerSecond, GiveUpAfter = TimeSpan.FromSeconds(1) }, TimeProvider.System);

    /// <summary>Returns, when one machine has the address and the other one would take it over, which it is.</summary>
    public async Task<int> WaitForHolderAsync(CancellationToken cancellation)
    {
        await Until.TrueAsync(
            _ => Task.FromResult(Machines.Select(machine => machine.State).Order(StringComparer.Ordinal).SequenceEqual(["BACKUP", "MASTER"])),
            Limit, () => $"no pair\n{this}", TimeProvider.System, cancellation);
        return Holders.Has(0, Phones.Address) ? 0 : 1;
    }

    public override string ToString() => $"{Holders}\n{string.Join("\n--\n", Machines.Select(machine => machine.Keepalived.Output))}";

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in Machines)
        {
            await machine.DisposeAsync();
        }

        await Holders.DisposeAsync();
        await _node.DisposeAsync();
        await Network.DisposeAsync();
    }

    /// <summary>Where only root writes, or keepalived runs no script there, and where the script's user may read.</summary>
    private static string FolderOf(SwitchedNetwork network, int index) => $"/run/{network.Machines[index]}";
}

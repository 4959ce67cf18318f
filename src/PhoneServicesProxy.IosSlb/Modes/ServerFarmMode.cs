using System.Net;
using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>The commands below <c>ip slb serverfarm NAME</c>.</summary>
internal sealed class ServerFarmMode : SlbMode
{
    private readonly SlbServerFarm _farm;

    public ServerFarmMode(SlbServerFarm farm, SlbConfiguration slb, SlbMode parent)
        : base(farm, slb, parent)
    {
        _farm = farm;
        Commands = new Dictionary<string, Action<CommandArguments>>
        {
            ["nat"] = Nat,
            ["predictor"] = Predictor,
            ["probe"] = Probe,
            ["real"] = Real,
            ["bindid"] = NoCounterpart("No agent uses it."),
            ["failaction"] = NoCounterpart("A press that meets a failed node goes to the next one, so no connections have to be purged."),
            ["access"] = NoCounterpart("Requests to nodes use the machine's own IP routes."),
        };
    }

    public override string Title => $"ip slb serverfarm {_farm.Name}";

    public override IReadOnlyDictionary<string, Action<CommandArguments>> Commands { get; }

    public override IReadOnlyList<string> Openings => ["real"];

    public override void OnError() => _farm.HasErrors = true;

    private void Nat(CommandArguments command)
    {
        // A gateway always does server NAT, with or without this command.
        if (!command.AtEnd && command.OneOf("server", "client") == "client")
        {
            Note(command, "Nodes always see the gateway's own address: enter it in CallManager's Trusted List of IPs.");
        }
    }

    private void Predictor(CommandArguments command)
    {
        var predictor = command.Setting(SlbServerFarm.RoundRobin, a =>
        {
            var name = a.OneOf(SlbServerFarm.RoundRobin, SlbServerFarm.LeastConnections, "route-map");
            return name == "route-map" ? $"{name} {a.Word("The name of the route map")}" : name;
        });
        if (predictor.Value.StartsWith("route-map", StringComparison.Ordinal))
        {
            Note(command, "Clients are not distinguished. Nodes take turns by weight.");
            predictor = new(SlbServerFarm.RoundRobin);
        }

        _farm.Predictor = predictor;
    }

    private void Probe(CommandArguments command)
    {
        var name = command.Word("The name of the probe");
        command.End();
        if (command.IsNegated)
        {
            _farm.Probes.Remove(name);
        }
        else
        {
            _farm.Probes.TryAdd(name, command.Line.Number);
        }
    }

    private void Real(CommandArguments command)
    {
        // If the line is invalid, the lines below it are read into a real that is not part of the farm.
        Enter(new RealMode(new(IPAddress.None, null, command.Line.Number), Slb, this));
        var address = command.Address("The address of the real server");
        int? port = command.AtEnd ? null : (int)command.Number("The port of the real server", 1, 65535);
        command.End();
        var real = _farm.Reals.Find(known => known.Address.Equals(address) && known.Port == port);
        if (!command.IsNegated)
        {
            Enter(new RealMode(real ?? Add(address, port, command.Line.Number), Slb, this));
            return;
        }

        TakeEntered();
        if (real is not null)
        {
            _farm.Reals.Remove(real);
            Slb.TakeBack(real, command: "");
        }
    }

    private SlbReal Add(IPAddress address, int? port, int line)
    {
        var real = new SlbReal(address, port, line);
        _farm.Reals.Add(real);
        return real;
    }
}

using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>The top level of the configuration. Only its commands for server load balancing are read.</summary>
internal sealed class GlobalMode : SlbMode
{
    private const string Prefix = "ip slb";
    private const string Http = "http";

    private readonly Dictionary<string, Action<CommandArguments>> _slb;

    public GlobalMode(SlbConfiguration slb)
        : base(slb, slb, parent: null)
    {
        Commands = new Dictionary<string, Action<CommandArguments>> { ["ip"] = Ip };
        _slb = new()
        {
            ["probe"] = Probe,
            ["serverfarm"] = ServerFarm,
            ["vserver"] = Vserver,
            ["natpool"] = NoCounterpart("Nodes always see the gateway's own address: enter it in CallManager's Trusted List of IPs."),
            ["dfp"] = Skipped("No agent changes weights. MaxConcurrentRequests and hedging keep requests away from a slow node.", shownWords: 3),
            ["firewallfarm"] = Skipped("The gateway balances only phone services, not firewalls."),
            ["map"] = Skipped("The shipped routes distinguish services by path."),
            ["capp"] = Skipped("Monitor the gateway with /metrics and its log."),
            ["static"] = NoCounterpart("Requests from nodes do not pass through the gateway."),
            ["entries"] = NoCounterpart("There is no table of connections to size."),
            ["maxbuffers"] = NoCounterpart("The operating system handles fragments."),
            ["timers"] = NoCounterpart("There are no timers for protocols of mobile networks."),
            ["route"] = NoCounterpart("The gateway does not route packets."),
            ["replicate"] = NoCounterpart("Gateways share no state: each computes the same node for the same phone."),
        };
    }

    public override string Title => "the top";

    public override IReadOnlyDictionary<string, Action<CommandArguments>> Commands { get; }

    public override IReadOnlyList<string> Openings => ["ip"];

    /// <summary>Other lines at the top level are ignored, unless one is probably a misspelt command for server load balancing.</summary>
    public void CheckForeign(RouterLine line)
    {
        var words = line.Words;
        if (words.Count > 2 && _slb.ContainsKey(words[2]) && KeySuggestion.IsNear($"{words[0]} {words[1]}", [Prefix]))
        {
            throw new IosSyntaxException($"\"{words[0]} {words[1]}\" is not known. Write {Prefix} {words[2]}.");
        }

        if (words.Count > 1 && _slb.ContainsKey(words[1]) && KeySuggestion.IsNear(words[0], [Prefix]))
        {
            throw new IosSyntaxException($"\"{words[0]}\" is not known. Write {Prefix} {words[1]}.");
        }
    }

    private void Ip(CommandArguments command)
    {
        if (command.Take("dfp") || command.Take("casa"))
        {
            Enter(new SkippedMode(command.Line.Text, Slb, this));
            Note(command, "No agent changes weights, and there is no forwarding agent.", shownWords: 2);
            return;
        }

        if (!command.Take("slb"))
        {
            CheckForeign(command.Line);
            return;
        }

        var word = command.Word("The object (probe, serverfarm or vserver)");
        if (!_slb.TryGetValue(word, out var run))
        {
            throw new IosSyntaxException($"\"ip slb {word}\" is not known. {KeySuggestion.For(word, _slb.Keys)}");
        }

        run(command);
    }

    private Action<CommandArguments> Skipped(string instead, int shownWords = int.MaxValue) => command =>
    {
        Enter(new SkippedMode(command.Line.Text, Slb, this));
        Note(command, instead, shownWords);
    };

    private void Probe(CommandArguments command)
    {
        var name = command.Word("The name of the probe");
        if (command.IsNegated)
        {
            Remove(Slb.Probes, name);
            return;
        }

        if (Slb.Probes.TryGetValue(name, out var known) && command.AtEnd)
        {
            Enter(new ProbeMode(known, Slb, this));
            return;
        }

        // If its type is invalid, the probe is read as an http probe, because that knows the most commands.
        known ??= Slb.Probes[name] = new(name, Http, command.Line.Number);
        Enter(new ProbeMode(known, Slb, this));

        var type = command.OneOf("ping", Http, "tcp", "dns", "wsp", "custom");
        if (type == "custom")
        {
            command.OneOf("udp");
        }

        if (known.Type != type)
        {
            Remove(Slb.Probes, name);
            Enter(new ProbeMode(Slb.Probes[name] = new(name, type, command.Line.Number), Slb, this));
        }

        command.End();
    }

    private void ServerFarm(CommandArguments command) =>
        Open(Slb.ServerFarms, command, "The name of the server farm", (name, line) => new(name, line), farm => new ServerFarmMode(farm, Slb, this));

    private void Vserver(CommandArguments command) =>
        Open(Slb.Vservers, command, "The name of the virtual server", (name, line) => new(name, line), vserver => new VserverMode(vserver, Slb, this));

    /// <summary>Opens the mode of the named object and creates the object if needed. After <c>no</c>, removes the object.</summary>
    private void Open<T>(
        Dictionary<string, T> all, CommandArguments command, string what, Func<string, int, T> create, Func<T, SlbMode> mode)
        where T : class
    {
        var name = command.Word(what);
        if (command.IsNegated)
        {
            Remove(all, name);
            return;
        }

        Enter(mode(all.TryGetValue(name, out var known) ? known : all[name] = create(name, command.Line.Number)));
        command.End();
    }

    private void Remove<T>(Dictionary<string, T> all, string name)
        where T : class
    {
        if (all.Remove(name, out var removed))
        {
            Slb.TakeBack(removed, command: "");
        }
    }
}

using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>The commands below <c>real IP [PORT]</c>.</summary>
internal sealed class RealMode : SlbMode
{
    private readonly SlbReal _real;

    public RealMode(SlbReal real, SlbConfiguration slb, SlbMode parent)
        : base(real, slb, parent)
    {
        _real = real;
        Commands = new Dictionary<string, Action<CommandArguments>>
        {
            ["weight"] = command => real.Weight = command.Setting(SlbReal.DefaultWeight, a => (int)a.Number("weight", 0, 65535)),
            ["maxconns"] = MaxConns,
            ["maxclients"] = NoCounterpart("Requests are counted, not phones: see MaxConcurrentRequests."),
            ["reassign"] = NoCounterpart("A press goes to the next node after the first refusal, or when connecting takes longer than ConnectTimeout (0.3 s)."),
            ["retry"] = Retry,
            ["faildetect"] = FailDetect,
            ["rate"] = NoCounterpart("New connections a second have no limit. MaxConcurrentRequests limits the requests at once."),
            ["inservice"] = InService,
        };
    }

    public override string Title => $"real {_real.Address}";

    public override IReadOnlyDictionary<string, Action<CommandArguments>> Commands { get; }

    private void MaxConns(CommandArguments command) => _real.MaxConns = command.Setting(SlbReal.NoLimit, a =>
    {
        var value = a.Number("maxconns", 1, SlbReal.NoLimit);
        if (a.Take("sticky-override"))
        {
            Note(command, "A press with a session at a full node waits as long as PhoneServices:Queue allows, and then goes to the next node.");
        }

        return value;
    });

    private void Retry(CommandArguments command)
    {
        var retry = command.Setting(60, a => (int)a.Number("retry", 0, 3600));
        if (retry is { IsWritten: true, Value: 0 })
        {
            Note(command, "IOS would never use a failed real again. The gateway does when its probes are good. To keep a node out, give it the State Maintenance.");
            return;
        }

        _real.Retry = retry;
    }

    private void FailDetect(CommandArguments command)
    {
        if (!command.IsNegated && command.Take("inband"))
        {
            Note(command, "Failed presses always count.");
            return;
        }

        int? clients = null;
        _real.FailedConnections = command.Setting(8, a =>
        {
            a.OneOf("numconns");
            var connections = (int)a.Number("numconns", 1, 255);
            clients = a.Take("numclients") ? (int)a.Number("numclients", 1, 8) : null;
            return connections;
        });
        _real.FailedClients = clients is { } number ? new(number, command.Line.Number) : new(8);
    }

    private void InService(CommandArguments command)
    {
        command.End();
        _real.InService = !command.IsNegated;
    }
}

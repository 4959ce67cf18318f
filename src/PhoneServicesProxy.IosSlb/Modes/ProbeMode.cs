using System.Web;
using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>The commands below <c>ip slb probe NAME TYPE</c>.</summary>
internal sealed class ProbeMode : SlbMode
{
    private const string OwnProbes = "Each service is probed with a page of its own, on the node's address and port.";

    private readonly SlbProbe _probe;

    public ProbeMode(SlbProbe probe, SlbConfiguration slb, SlbMode parent)
        : base(probe, slb, parent)
    {
        _probe = probe;
        Commands = new Dictionary<string, Action<CommandArguments>>
        {
            ["address"] = NoCounterpart(OwnProbes),
            ["interval"] = command => probe.Interval = command.Setting(1, a => (int)a.Number("interval", 1, 65535)),
            ["faildetect"] = FailDetect,
            ["port"] = NoCounterpart(OwnProbes),
            ["request"] = Request,
            ["expect"] = Expect,
            ["header"] = NoCounterpart("Probes send what a phone sends.", shownWords: 2),
            ["credentials"] = NoCounterpart("Probes send no password. Nothing of this line is kept.", shownWords: 1),
            ["lookup"] = NoCounterpart(OwnProbes),
            ["response"] = NoCounterpart(OwnProbes, shownWords: 1),
            ["timeout"] = NoCounterpart(OwnProbes),
        };
    }

    public override string Title => $"ip slb probe {_probe.Name}";

    public override IReadOnlyDictionary<string, Action<CommandArguments>> Commands { get; }

    private void FailDetect(CommandArguments command)
    {
        var value = command.Setting(10, a => (int)a.Number("faildetect", 1, 255));
        if (_probe.Type == "http")
        {
            Note(command, "IOS has no faildetect in an http probe. A node is down after Health:Fall failures in succession, 2 by default.");
        }
        else
        {
            _probe.FailDetect = value;
        }
    }

    private void Request(CommandArguments command)
    {
        if (command.IsNegated)
        {
            _probe.Url = new("/");
            Note(command, "");
            return;
        }

        if (_probe.Type != "http")
        {
            Note(command, OwnProbes, shownWords: 1);
            return;
        }

        while (!command.AtEnd)
        {
            if (command.OneOf("method", "url") == "url")
            {
                Url(command);
            }
            else if (command.OneOf("get", "post", "head", "name") is var method and not "get")
            {
                if (method == "name")
                {
                    command.Word("The name of the method");
                }

                Note(command, "Probes are GETs, as phones make them: CallManager refuses HEAD, and a POST may change something.", shownWords: 3);
            }
        }
    }

    private void Url(CommandArguments command)
    {
        var url = command.Word("The path behind url");
        var query = url.IndexOf('?', StringComparison.Ordinal);
        if (!url.StartsWith('/'))
        {
            throw new IosSyntaxException($"url is \"{(query < 0 ? url : url[..query])}\". Write a path that begins with a slash, such as /CCMCIP/getservicesmenu.asp.");
        }

        if (query >= 0 && HttpUtility.ParseQueryString(url[query..]).AllKeys.Any(name => SecretNames.Contains(name)))
        {
            Note(command, "The URL seems to carry a user or a PIN. The gateway never probes with these. It uses the shipped probe of each service.", shownWords: 1);
            return;
        }

        _probe.Url = new(url, command.Line.Number);
    }

    private void Expect(CommandArguments command)
    {
        if (command.IsNegated)
        {
            _probe.Status = default;
            _probe.Regex = default;
            return;
        }

        do
        {
            if (command.OneOf("status", "regex") == "regex")
            {
                _probe.Regex = new(command.Rest("The regular expression"), command.Line.Number);
            }
            else
            {
                _probe.Status = new((int)command.Number("status", 100, 599), command.Line.Number);
            }
        }
        while (!command.AtEnd);
    }
}

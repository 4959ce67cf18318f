using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>The commands below <c>ip slb vserver NAME</c>.</summary>
internal sealed class VserverMode : SlbMode
{
    private readonly SlbVserver _vserver;

    public VserverMode(SlbVserver vserver, SlbConfiguration slb, SlbMode parent)
        : base(vserver, slb, parent)
    {
        _vserver = vserver;
        Commands = new Dictionary<string, Action<CommandArguments>>
        {
            ["virtual"] = Virtual,
            ["serverfarm"] = ServerFarm,
            ["client"] = NoCounterpart("Phones with private addresses are allowed. For other networks, write those of all phones at PhoneServices:Security:AllowedNetworks."),
            ["delay"] = NoCounterpart("The gateway ends connections itself, and the operating system handles the rest."),
            ["idle"] = NoCounterpart("An idle connection is closed after PhoneServices:Limits:KeepAliveTimeout, 2 min by default. The next press opens a new one."),
            ["sticky"] = Sticky,
            ["synguard"] = NoCounterpart("The operating system's SYN cookies (net.ipv4.tcp_syncookies, on by default) do this."),
            ["advertise"] = NoCounterpart("Give the virtual address to the gateway's machine, or to a pair of gateways by VRRP."),
            ["access"] = NoCounterpart("Phones are served on every address that Urls names."),
            ["purge"] = NoCounterpart("There is no table of connections to purge. A press that meets a failed node goes to the next one."),
            ["replicate"] = NoCounterpart("Gateways share no state: each computes the same node for the same phone."),
            ["hand-off"] = NoCounterpart("That is for RADIUS and mobile networks."),
            ["gtp"] = NoCounterpart("That is for mobile networks."),
            ["radius"] = NoCounterpart("That is for RADIUS."),
            ["inservice"] = InService,
        };
    }

    public override string Title => $"ip slb vserver {_vserver.Name}";

    public override IReadOnlyDictionary<string, Action<CommandArguments>> Commands { get; }

    public override void OnError() => _vserver.HasErrors = true;

    private void Virtual(CommandArguments command) => _vserver.Virtual = command.Setting<SlbVirtual?>(null, a =>
    {
        var address = a.Address("The virtual address");
        if (a.OptionalAddress() is not null)
        {
            a.Take("group");
        }

        var protocol = a.Word("The protocol, tcp or udp,").ToLowerInvariant();
        if (protocol is not ("tcp" or "udp"))
        {
            // Other protocols have no ports: esp, gre, igmp, a number.
            if (!VirtualPort.IsProtocol(protocol))
            {
                throw new IosSyntaxException($"The protocol is \"{protocol}\". Write tcp or udp.");
            }

            return new SlbVirtual(address, protocol, 0);
        }

        var port = a.AtEnd ? 0 : VirtualPort.Parse(a.Word("The port"));
        if (a.Take("service"))
        {
            a.Word("The name of the service");
            Note(command, "Connections of one phone are recognized by its name and its session.");
        }

        return new SlbVirtual(address, protocol, port);
    });

    private void ServerFarm(CommandArguments command)
    {
        if (command.IsNegated)
        {
            (_vserver.ServerFarm, _vserver.Backup) = (default, default);
            return;
        }

        var primary = command.Word("The name of the server farm");
        var backup = command.Take("backup") ? command.Word("The name of the backup farm") : null;
        if (backup is not null && command.Take("sticky"))
        {
            Note(command, "The backup farm is carried over. A phone with a session stays on the backup node while that node is up. Others return.");
        }

        if (command.Take("map"))
        {
            Note(command, "The shipped routes distinguish services by path, and all nodes serve them.");
            return;
        }

        command.End();
        var line = command.Line.Number;
        (_vserver.ServerFarm, _vserver.Backup) = (new(primary, line), backup is null ? default : new(backup, line));
    }

    private void Sticky(CommandArguments command)
    {
        if (!command.IsNegated && (command.Take("radius") || command.Take("gtp") || command.Take("asn")))
        {
            Note(command, "That is for RADIUS and mobile networks. Phones are distinguished by their names.");
            return;
        }

        _vserver.Sticky = command.Setting(0, a =>
        {
            var seconds = (int)a.Number("sticky", 0, 65535);
            while (!a.AtEnd)
            {
                if (a.OneOf("group", "netmask") == "group")
                {
                    a.Number("group", 0, 255);
                }
                else
                {
                    a.Address("netmask");
                }
            }

            return seconds;
        });
    }

    private void InService(CommandArguments command)
    {
        _vserver.InService = !command.IsNegated;
        if (!command.IsNegated && command.Take("standby"))
        {
            command.Word("The name of the standby group");
            Note(command, "Two gateways share the virtual address by VRRP instead of HSRP.");
        }

        command.End();
    }
}

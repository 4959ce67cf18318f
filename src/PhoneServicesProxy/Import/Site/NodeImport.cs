using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Import.Site;

/// <summary>Turns reals into nodes: one for each address, even if it is in several farms.</summary>
internal static class NodeImport
{
    public static void Write(IReadOnlyList<BalancedService> services, JsonSection nodes, ImportFindings findings)
    {
        var uses = services
            .OrderBy(service => PhonePorts.IsHttps(service.Virtual.Port))
            .SelectMany(service => service.Tiers.SelectMany(tier => tier.Farm.Reals.Select(real => new Use(service, tier.Farm, tier.Priority, real))))
            .GroupBy(use => use.Real.Address);
        foreach (var node in uses.OrderBy(node => node.Min(use => use.Real.Line)))
        {
            WriteNode([.. node.DistinctBy(use => (use.Real, use.Port, use.Priority))], nodes, findings);
        }
    }

    private static void WriteNode(IReadOnlyList<Use> uses, JsonSection nodes, ImportFindings findings)
    {
        var (first, others) = (uses[0], uses.Skip(1));
        var name = first.Real.Address.ToString();
        var node = nodes.Section(name, $"Line {first.Real.Line}: real {name} of {first.Farm.Name}.");
        node.Set(nameof(NodeOptions.Address), $"{first.Scheme}://{name}:{first.Port}/");
        foreach (var other in others.Where(other => other.Port != first.Port).DistinctBy(other => other.Port))
        {
            findings.Note(other.Real.Line, $"real {name}, port {other.Port}", $"The node gets requests on port {first.Port}, even if a phone used another port.");
        }

        var priority = uses.Min(use => use.Priority);
        if (priority > 1)
        {
            node.Set(nameof(NodeOptions.Priority), priority,
                $"Line {first.Service.Vserver.Backup.Line}: backup farm {first.Farm.Name}, used while no node with a lower number is up.");
        }
        else if (others.FirstOrDefault(other => other.Priority > 1) is { } backup)
        {
            findings.Note(backup.Real.Line, $"real {name} of backup farm {backup.Farm.Name}", "It is in the primary farm too, so it is always used.");
        }

        WriteWeight(uses, node, findings);
        WriteLimit(uses, node, findings);
        WriteState(uses, node, findings);
    }

    private static void WriteWeight(IReadOnlyList<Use> uses, JsonSection node, ImportFindings findings)
    {
        var real = First(uses, use => use.Weight, "weight", findings);
        if (real.Weight is { IsWritten: true, Value: not SlbReal.DefaultWeight })
        {
            node.Set(nameof(NodeOptions.Weight), real.Weight.Value, $"Line {real.Weight.Line}: weight {real.Weight.Value}; 8 is the default of a real and of a node.");
        }
    }

    private static void WriteLimit(IReadOnlyList<Use> uses, JsonSection node, ImportFindings findings)
    {
        var limit = First(uses, use => use.MaxConns, "maxconns", findings).MaxConns;
        if (limit.Value <= ushort.MaxValue)
        {
            node.Set(nameof(NodeOptions.MaxConcurrentRequests), limit.Value, $"Line {limit.Line}: maxconns {limit.Value}. Each gateway counts its own requests, not connections.");
        }
        else if (limit.Value < SlbReal.NoLimit)
        {
            findings.Note(limit.Line!.Value, $"maxconns {limit.Value}", "This is above the largest MaxConcurrentRequests, 65535, so there is no limit.");
        }
    }

    private static void WriteState(IReadOnlyList<Use> uses, JsonSection node, ImportFindings findings)
    {
        if (uses.All(use => !use.Real.InService))
        {
            node.Set(nameof(NodeOptions.State), nameof(NodeState.Maintenance), $"Line {uses[0].Real.Line}: this real is not in service. Active puts it into service.");
        }
        else if (uses.FirstOrDefault(use => !use.Real.InService) is { } out_)
        {
            findings.Note(out_.Real.Line, $"real {out_.Real.Address} of {out_.Farm.Name} without inservice", "It is in service in another farm, so the node is Active for all services.");
        }
    }

    /// <summary>The first real that sets a value decides. Each other real with a different value is reported.</summary>
    private static SlbReal First<T>(IReadOnlyList<Use> uses, Func<SlbReal, Setting<T>> setting, string command, ImportFindings findings)
    {
        var written = uses.Select(use => use.Real).Distinct().Where(real => setting(real).IsWritten).ToArray();
        foreach (var other in written.Skip(1).Where(real => !Equals(setting(real).Value, setting(written[0]).Value)))
        {
            findings.Note(setting(other).Line!.Value, $"{command} {setting(other).Value}",
                $"The node has one {command} in all services, that of line {setting(written[0]).Line}: {setting(written[0]).Value}.");
        }

        return written.FirstOrDefault() ?? uses[0].Real;
    }

    /// <summary>A real in one of its farms.</summary>
    private sealed record Use(BalancedService Service, SlbServerFarm Farm, int Priority, SlbReal Real)
    {
        /// <summary>If a virtual server accepts every port, the port is 80, which all versions of CallManager listen on.</summary>
        public int Port => Real.Port ?? (Service.Virtual.Port is var port and not 0 ? port : 80);

        public string Scheme => PhonePorts.IsHttps(Port) ? "https" : "http";
    }
}

namespace PhoneServicesProxy.Health;

/// <summary>All nodes of a service that answer its probe fail it in the same way.</summary>
/// <param name="Cluster">Id of the cluster, which is the service.</param>
/// <param name="Fault">The fault that they share.</param>
/// <param name="Nodes">The number of nodes that share it.</param>
/// <param name="Asked">The number of probed nodes. Nodes that do not share the fault give no answer, or none that phones could get.</param>
/// <param name="Since">The time when the first of these nodes began to fail.</param>
internal sealed record CommonFault(string Cluster, ProbeFault Fault, int Nodes, int Asked, DateTimeOffset Since)
{
    /// <summary>True if phones get the nodes' answers. If false, phones get an error page, and the nodes are down.</summary>
    public bool IsServed => Fault.Phones != ProbeFaultEffect.Lost;

    /// <summary>The fact in words. The name of one or several services must follow.</summary>
    public string Subject => $"{Who}{(Nodes == 1 ? "" : " in the same way")} the probe of";

    /// <summary>The fact in words, to follow the service's name.</summary>
    public string OfService => $"{char.ToLowerInvariant(Who[0])}{Who[1..]} its probe{(Nodes == 1 ? "" : " in the same way")}";

    /// <summary>The fact in words, with the names of all services that have it.</summary>
    public static string HeadlineOf(IReadOnlyList<CommonFault> faults) => $"{faults[0].Subject} {Services(faults)}";

    public static string Services(IReadOnlyList<CommonFault> faults) =>
        string.Join(", ", faults.Select(fault => fault.Cluster).Order(StringComparer.OrdinalIgnoreCase));

    /// <summary>The cause and its effect on phones, in words.</summary>
    public string Meaning => MeaningOf([this]);

    /// <summary>The likely culprit and the effect on phones, to follow the fault.</summary>
    public string Conclusion => $". The {(IsServed ? "probe or the application" : "application or the probe")} is wrong; {Fault.PhoneEffect}";

    /// <summary>Equal for services that fail for one cause: only the paths of their probes differ.</summary>
    public (string Subject, string What, string Conclusion) Cause => (Subject, Fault.What, Conclusion);

    /// <summary>The cause that these services share and its effect on phones, in words.</summary>
    public static string MeaningOf(IReadOnlyList<CommonFault> faults) => $"{TextOf(faults)}{faults[0].Conclusion}";

    /// <summary>The fault that these services share, in words.</summary>
    public static string TextOf(IEnumerable<CommonFault> faults) => ProbeFault.TextOf(faults.OrderBy(fault => fault.Cluster, StringComparer.Ordinal).Select(fault => fault.Fault));

    private string Who => (Nodes, Asked) switch
    {
        (1, 1) => "The only node fails",
        (1, _) => "The only node that answers fails",
        (2, 2) => "Both nodes fail",
        (2, _) => "Both nodes that answer fail",
        _ when Nodes == Asked => $"All {Nodes} nodes fail",
        _ => $"All {Nodes} nodes that answer fail",
    };
}

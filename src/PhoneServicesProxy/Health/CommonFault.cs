namespace PhoneServicesProxy.Health;

/// <summary>All nodes of a service that answer its probe fail it in the same way.</summary>
/// <param name="Cluster">Id of the cluster, that is the service.</param>
/// <param name="Fault">How.</param>
/// <param name="Nodes">How many nodes these are.</param>
/// <param name="Asked">Of how many that are asked; the others do not answer, or not with what phones could get.</param>
/// <param name="Since">Since when, for the node that began.</param>
internal sealed record CommonFault(string Cluster, ProbeFault Fault, int Nodes, int Asked, DateTimeOffset Since)
{
    /// <summary>Whether phones get what the nodes answer; if not they get an error page, and the nodes are down.</summary>
    public bool IsServed => Fault.Phones != ProbeFaultEffect.Lost;

    /// <summary>The fact, in words; the service's name is to follow, or several that have it in common.</summary>
    public string Subject => $"{Who}{(Nodes == 1 ? "" : " in the same way")} the probe of";

    /// <summary>The fact, after the service's name.</summary>
    public string OfService => $"{char.ToLowerInvariant(Who[0])}{Who[1..]} its probe{(Nodes == 1 ? "" : " in the same way")}";

    /// <summary>The fact, in words.</summary>
    public string Headline => $"{Subject} {Cluster}";

    /// <summary>What it is and what follows from it, in words.</summary>
    public string Meaning => $"{Fault.Text}. The {(IsServed ? "probe or the application" : "application or the probe")} is wrong; {Fault.WhatPhonesGet}";

    private string Who => (Nodes, Asked) switch
    {
        (1, 1) => "The only node fails",
        (1, _) => "The only node that answers fails",
        (2, 2) => "Both nodes fail",
        _ when Nodes == Asked => $"All {Nodes} nodes fail",
        _ => $"All {Nodes} nodes that answer fail",
    };
}

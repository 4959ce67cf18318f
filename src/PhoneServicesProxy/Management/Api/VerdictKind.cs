namespace PhoneServicesProxy.Management.Api;

/// <summary>What kind of trouble a verdict is about.</summary>
public enum VerdictKind
{
    /// <summary>A node is down where it ought to be up.</summary>
    NodeDown,

    /// <summary>All nodes that answer fail the same probe in the same way, and phones get what they answer: the probe or the application is wrong.</summary>
    ProbeWrong,

    /// <summary>All nodes fail the same probe in the same way, and phones get an error page; the nodes are down.</summary>
    ServiceFails,
}

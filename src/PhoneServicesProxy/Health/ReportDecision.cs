namespace PhoneServicesProxy.Health;

/// <summary>Tells whether a change of one node is reported.</summary>
internal enum ReportDecision
{
    /// <summary>The change is reported.</summary>
    Report,

    /// <summary>The change is not reported, because the common fault of all nodes is.</summary>
    Drop,

    /// <summary>The other nodes fail in the same way, but are not down yet. The next probes decide.</summary>
    AskAgain,
}

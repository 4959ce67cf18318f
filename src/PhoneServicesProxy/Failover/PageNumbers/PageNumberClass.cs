namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>Whom a page with a number blames.</summary>
public enum PageNumberClass
{
    /// <summary>The node, or its capacity: another node may answer better, and is asked where that is allowed.</summary>
    Node,

    /// <summary>How CallManager is set up for the gateway: the phone gets the page, the administrator an alarm.</summary>
    Setup,

    /// <summary>Nobody: it is what the phone asked for, such as "wrong PIN".</summary>
    Answer,
}

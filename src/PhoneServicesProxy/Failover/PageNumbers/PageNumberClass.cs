namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>The party that a page with a number blames.</summary>
public enum PageNumberClass
{
    /// <summary>The node. Another node may answer better, and is asked if that is allowed.</summary>
    Node,

    /// <summary>Nobody. The node is at its limit of requests and refuses more. A request that may wait asks again.</summary>
    Busy,

    /// <summary>The setup of CallManager for the gateway. The phone gets the page, the administrator gets an alarm.</summary>
    Setup,

    /// <summary>Nobody. The page answers the phone's request, such as "wrong PIN".</summary>
    Answer,
}

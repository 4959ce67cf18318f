namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>When a page with a number proves that the node has executed nothing. Then even a login may go to the next node.</summary>
public enum NotExecutedProof
{
    /// <summary>Never. A request that changes something is not sent again.</summary>
    Never,

    /// <summary>Always. The node refuses before it executes.</summary>
    Always,

    /// <summary>
    /// Always, unless the request has <c>EMCC=true</c>. With Extension Mobility Cross Cluster the page may come from the user's home cluster behind
    /// the node. Then it proves nothing, and does not count against the node's health.
    /// </summary>
    UnlessEmcc,
}

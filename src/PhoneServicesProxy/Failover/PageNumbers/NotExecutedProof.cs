namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>When a page with a number proves that the node has executed nothing, so that even a login may go to the next node.</summary>
public enum NotExecutedProof
{
    /// <summary>Never: a request that changes something is not sent again.</summary>
    Never,

    /// <summary>Always: the node refuses before it executes.</summary>
    Always,

    /// <summary>
    /// Unless the request has <c>EMCC=true</c>: with Extension Mobility Cross Cluster the page may come from behind the node,
    /// from the user's home cluster. Then it proves nothing, and is no evidence against the node's health either.
    /// </summary>
    UnlessEmcc,
}

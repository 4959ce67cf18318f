namespace PhoneServicesProxy.LoadBalancing;

/// <summary>How a request ended that had a place at a node.</summary>
internal enum PlaceResult
{
    /// <summary>In a way that says nothing about how many requests the node takes.</summary>
    Ended,

    /// <summary>The node executed it.</summary>
    Executed,

    /// <summary>The node has refused it, because it runs as many requests of this service as it takes.</summary>
    Refused,
}

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>The end of a request that had a place at a node.</summary>
internal enum PlaceResult
{
    /// <summary>It says nothing about the number of requests that the node accepts.</summary>
    Ended,

    /// <summary>The node executed it.</summary>
    Executed,

    /// <summary>The node refused it, because it runs the largest number of requests of this service that it accepts.</summary>
    Refused,
}

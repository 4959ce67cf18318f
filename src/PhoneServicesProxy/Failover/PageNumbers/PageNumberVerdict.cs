namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>The meaning of a number for one request.</summary>
/// <param name="Class">The party that the page blames.</param>
/// <param name="NotExecuted">True if the page proves that the node has executed nothing.</param>
/// <param name="FromBehindNode">True if the cause may lie behind the node, and no other node would do better.</param>
internal readonly record struct PageNumberVerdict(PageNumberClass Class, bool NotExecuted = false, bool FromBehindNode = false);

namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>What a number says about one request.</summary>
/// <param name="Class">Whom the page blames.</param>
/// <param name="NotExecuted">The page proves that the node has executed nothing.</param>
/// <param name="FromBehindNode">The cause may lie behind the node, where no other node does better.</param>
internal readonly record struct PageNumberVerdict(PageNumberClass Class, bool NotExecuted = false, bool FromBehindNode = false);

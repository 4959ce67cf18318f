namespace PhoneServicesProxy.Failover;

/// <summary>
/// The URL of a page at a node, path and query as they stand. <see cref="Uri"/> would decode and encode some of a query anew:
/// <c>%2e</c>, a lone <c>%</c>, <c>%u0041</c>, <c>#EMCC#</c>. Only printable ASCII gets as far as this.
/// </summary>
internal static class NodeUri
{
    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <param name="address">The node's address.</param>
    /// <param name="pathAndQuery">From the first slash on.</param>
    public static Uri Of(string address, string pathAndQuery) => new(string.Concat(address.AsSpan().TrimEnd('/'), pathAndQuery), AsItStands);
}

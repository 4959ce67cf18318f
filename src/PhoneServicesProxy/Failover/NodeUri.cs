namespace PhoneServicesProxy.Failover;

/// <summary>
/// The URL of a page at a node, with path and query unchanged. By default <see cref="Uri"/> would decode and re-encode parts of a query:
/// <c>%2e</c>, a lone <c>%</c>, <c>%u0041</c>, <c>#EMCC#</c>. Only printable ASCII reaches this code.
/// </summary>
internal static class NodeUri
{
    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <param name="address">The node's address.</param>
    /// <param name="pathAndQuery">Path and query, from the first slash.</param>
    public static Uri Of(string address, string pathAndQuery) => new(string.Concat(address.AsSpan().TrimEnd('/'), pathAndQuery), AsItStands);
}

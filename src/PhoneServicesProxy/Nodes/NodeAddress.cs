namespace PhoneServicesProxy.Nodes;

/// <summary>Host and port of a node's address. They are the same node, whatever scheme and path stand around them.</summary>
internal static class NodeAddress
{
    public static string AuthorityOf(Uri address) => $"{address.IdnHost}:{address.Port}";

    /// <summary>Returns null if the text is not an address.</summary>
    public static string? AuthorityOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? AuthorityOf(uri) : null;
}

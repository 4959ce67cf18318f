namespace PhoneServicesProxy.PhoneXml;

/// <summary>The names of one node.</summary>
/// <param name="Address">Where it is reached.</param>
/// <param name="Host">The <c>Host</c> that it is sent; null for that of its address.</param>
/// <param name="Aliases">Other names of it, with a port or without.</param>
internal sealed record KnownNode(Uri Address, string? Host, IEnumerable<string> Aliases);

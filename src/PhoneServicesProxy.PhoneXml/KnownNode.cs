namespace PhoneServicesProxy.PhoneXml;

/// <summary>The names of one node.</summary>
/// <param name="Address">The address of the node.</param>
/// <param name="Host">The <c>Host</c> header for the node; null for the host of its address.</param>
/// <param name="Aliases">Its other names, with or without a port.</param>
internal sealed record KnownNode(Uri Address, string? Host, IEnumerable<string> Aliases)
{
    /// <summary>False for another server, whose ports need not have the same pages.</summary>
    public bool IsOfCallManager { get; init; } = true;
}

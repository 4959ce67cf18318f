namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>An API key, or the reason why there is none.</summary>
/// <param name="Value">The key; null if there is none.</param>
/// <param name="ForReading">True if it is also sent with requests that only read.</param>
/// <param name="Missing">The remedy for a missing key; null if there is a key.</param>
internal sealed record FoundKey(string? Value, bool ForReading, string? Missing)
{
    /// <summary>The place of the key, for the message that it is wrong; null if there is no key.</summary>
    public string? Place { get; init; }
}

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>An API key, or why there is none.</summary>
/// <param name="Value">The key; null for none.</param>
/// <param name="ForReading">Whether it is sent where no change is asked for, too.</param>
/// <param name="Missing">What the user may do about a missing key; null where there is one.</param>
internal sealed record FoundKey(string? Value, bool ForReading, string? Missing)
{
    /// <summary>Where the key was found, for whoever is told that it is wrong; null where there is none.</summary>
    public string? Place { get; init; }
}

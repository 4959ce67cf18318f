namespace PhoneServicesProxy.Wiring;

/// <summary>A path in a node's pages that no route matches.</summary>
/// <param name="Path">The path on the nodes.</param>
/// <param name="Service">The service whose page has the link.</param>
/// <param name="Since">The time when it was first seen.</param>
internal sealed record UnroutedEntry(string Path, string Service, DateTimeOffset Since)
{
    private const int MostParts = 2;

    /// <summary>The beginning of the path, because the rest may contain personal data.</summary>
    public string Shown => Path.Split('/') is { Length: > MostParts + 1 } parts ? $"{string.Join('/', parts.Take(MostParts + 1))}/…" : Path;
}

namespace PhoneServicesProxy.Wiring;

/// <summary>A path on nodes that pages lead to, and no route matches.</summary>
/// <param name="Path">The path on the nodes.</param>
/// <param name="Service">The service whose page leads there.</param>
/// <param name="Since">When it was first seen.</param>
internal sealed record UnroutedEntry(string Path, string Service, DateTimeOffset Since)
{
    private const int MostParts = 2;

    /// <summary>Its beginning: what stands behind that may be whose it likes.</summary>
    public string Shown => Path.Split('/') is { Length: > MostParts + 1 } parts ? $"{string.Join('/', parts.Take(MostParts + 1))}/…" : Path;
}

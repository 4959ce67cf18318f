namespace PhoneServicesProxy.Audit;

/// <summary>What came of an audit.</summary>
/// <param name="Urls">Every URL of every phone; for a phone whose file could not be read, one that says why.</param>
/// <param name="Asked">How many phones were asked for.</param>
/// <param name="Read">How many phones' files could be read.</param>
/// <param name="Node">The node that gave them.</param>
/// <param name="Problem">Why nothing could be done at all; null otherwise.</param>
internal sealed record AuditResult(IReadOnlyList<AuditedUrl> Urls, int Asked, int Read, string Node, string? Problem = null)
{
    /// <summary>How many phones' menus were read.</summary>
    public int Menus { get; init; }

    /// <summary>It was stopped before all phones had been asked for.</summary>
    public bool WasStopped { get; init; }
}

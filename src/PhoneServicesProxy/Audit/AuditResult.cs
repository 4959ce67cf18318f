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

    /// <summary>How many phones' menus could not be read.</summary>
    public int MenusUnread { get; init; }

    /// <summary>How many phones were done when it ended.</summary>
    public int Done { get; init; }

    /// <summary>What else is to be known, in sentences: nodes that were not found or did not answer.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>It was stopped before all phones had been asked for.</summary>
    public bool WasStopped { get; init; }
}

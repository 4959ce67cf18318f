namespace PhoneServicesProxy.Audit;

/// <summary>The result of an audit.</summary>
/// <param name="Urls">Every URL of every phone. A phone whose file could not be read has one entry with the reason.</param>
/// <param name="Asked">The number of phones to read.</param>
/// <param name="Read">The number of phones whose files could be read.</param>
/// <param name="Node">The node that gave the files.</param>
/// <param name="Problem">Why nothing could be read at all; otherwise null.</param>
internal sealed record AuditResult(IReadOnlyList<AuditedUrl> Urls, int Asked, int Read, string Node, string? Problem = null)
{
    /// <summary>The number of phones whose menus were read.</summary>
    public int Menus { get; init; }

    /// <summary>The number of phones whose menus could not be read.</summary>
    public int MenusUnread { get; init; }

    /// <summary>The number of phones that were done when the audit ended.</summary>
    public int Done { get; init; }

    /// <summary>Further sentences for the report: nodes that were not found or did not answer.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True if the audit was stopped before all phones were read.</summary>
    public bool WasStopped { get; init; }
}

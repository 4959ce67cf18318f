namespace PhoneServicesProxy.TestKit.Processes;

internal sealed record ChildProgram(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>The network namespace to run in, or null for the caller's own.</summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>
    /// Sent when this process dies without cleaning up. A program with workers of its own needs one that it passes on.
    /// </summary>
    public string DeathSignal { get; init; } = "KILL";

    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

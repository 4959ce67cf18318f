namespace PhoneServicesProxy.TestKit.Processes;

internal sealed record ChildProgram(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>The network namespace to run in; null for that of the caller.</summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>
    /// The signal that is sent if this process dies without cleaning up. A program with worker processes needs a signal that it passes on.
    /// </summary>
    public string DeathSignal { get; init; } = "KILL";

    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

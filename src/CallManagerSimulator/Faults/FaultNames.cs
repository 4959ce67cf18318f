namespace CallManagerSimulator.Faults;

/// <summary>The names of faults on the console and in the control API.</summary>
internal static class FaultNames
{
    public const string EmError = "em-error";

    private static readonly (FaultKind Kind, string Name, string Meaning)[] All =
    [
        (FaultKind.None, "none", "the node serves"),
        (FaultKind.Refuse, "refuse", "listener closed, connections reset"),
        (FaultKind.Kill, "kill", "as refuse, and its sessions are lost; 'none' starts it again"),
        (FaultKind.Hang, "hang", "accepts and reads, never answers"),
        (FaultKind.Vanish, "vanish", "drops SYNs, existing connections are silent"),
        (FaultKind.Slow, "slow", "answers late (delay=3s)"),
        (FaultKind.InternalError, "500", "status 500, HTML"),
        (FaultKind.Unavailable, "503", "status 503, HTML"),
        (FaultKind.Html, "html", "status 200, but an HTML error page"),
        (FaultKind.Half, "half", "half of the body, then a TCP reset"),
        (FaultKind.Reset, "reset", "a TCP reset in place of an answer"),
        (FaultKind.Cut, "cut", "well framed, but the XML ends half-way"),
        (FaultKind.Drip, "drip", "a byte at a time (delay=0.2s)"),
        (FaultKind.EmDown, "em-down", "503 under /emapp only"),
        (FaultKind.EmBusy, "em-busy", "Extension Mobility says (26), as em-error=26"),
        (FaultKind.EmError, EmError, "Extension Mobility, or what path= names, says (N): em-error=N"),
    ];

    public static IEnumerable<(string Name, string Meaning)> Explained => All.Select(f => (f.Name, f.Meaning));

    public static string Allowed { get; } = string.Join(", ", All.Select(f => f.Kind == FaultKind.EmError ? "em-error=N" : f.Name));

    public static string Of(FaultKind kind) => Array.Find(All, f => f.Kind == kind).Name;

    public static FaultKind? Find(string name)
    {
        var index = Array.FindIndex(All, f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : All[index].Kind;
    }
}

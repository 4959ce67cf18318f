using System.Diagnostics.CodeAnalysis;
using CallManagerSimulator.Faults;

namespace CallManagerSimulator;

/// <summary>A fault of a node, with its parameters. Text form: <c>slow delay=3s</c>, <c>hang after-executing path=/emapp</c>.</summary>
public sealed record NodeFault
{
    /// <summary>The kind of fault. Default: none.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>
    /// Time before the answer of <see cref="FaultKind.Slow"/> (default 3 s), between two bytes of
    /// <see cref="FaultKind.Drip"/> (default 0.2 s). Null means the default; other kinds do not use it.
    /// </summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>
    /// True: the request is executed (a login is counted) before the fault applies. A fault of the whole node (refuse, kill, vanish) then waits for
    /// its first matching request, executes it, and applies instead of the answer. Default: false, the request is not executed. Slow, cut and drip
    /// always execute it, because they send the real answer in a bad way.
    /// </summary>
    public bool AfterExecuting { get; init; }

    /// <summary>True: the fault applies only to requests that change something (with userid, doLogout, ...). Default: false.</summary>
    public bool OnlyChanging { get; init; }

    /// <summary>The fault applies only to paths that begin with this, without regard to case. Default: null, all paths.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>The number that <see cref="FaultKind.EmError"/> shows, 0 to 999.</summary>
    public int? EmNumber { get; init; }

    /// <summary>
    /// The status that comes with the page of <see cref="FaultKind.EmBusy"/> and <see cref="FaultKind.EmError"/>, 400 to 599.
    /// Null means the default, 200; other kinds do not use it.
    /// </summary>
    public int? EmStatus { get; init; }

    /// <summary>The node has no fault.</summary>
    public static NodeFault None { get; } = new();

    /// <summary>The listener is closed and connections are reset.</summary>
    public static NodeFault Refuse { get; } = new() { Kind = FaultKind.Refuse };

    /// <summary>As if the process were killed.</summary>
    public static NodeFault Kill { get; } = new() { Kind = FaultKind.Kill };

    /// <summary>The node reads but never answers.</summary>
    public static NodeFault Hang { get; } = new() { Kind = FaultKind.Hang };

    /// <summary>The node drops SYNs and is silent.</summary>
    public static NodeFault Vanish { get; } = new() { Kind = FaultKind.Vanish };

    /// <summary>Answers are late by <paramref name="delay"/> (3 s if null).</summary>
    public static NodeFault Slow(TimeSpan? delay = null) => new() { Kind = FaultKind.Slow, Delay = delay };

    /// <summary>Extension Mobility answers with this number.</summary>
    public static NodeFault EmError(int number) => new() { Kind = FaultKind.EmError, EmNumber = number };

    /// <summary>Reads the text form. On failure <paramref name="error"/> says what is allowed.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NodeFault? fault, [NotNullWhen(false)] out string? error)
        => NodeFaultText.TryParse(text, out fault, out error);

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is not a fault; the message says what is allowed.</exception>
    public static NodeFault Parse(string text) => TryParse(text, out var fault, out var error) ? fault : throw new FormatException(error);

    /// <summary>The text form.</summary>
    public override string ToString() => NodeFaultText.Format(this);

    /// <summary>True if the fault concerns the node's connections, not single answers.</summary>
    internal bool IsWholeNode => Kind is FaultKind.Refuse or FaultKind.Kill or FaultKind.Vanish;

    /// <summary>True if the fault is a page with a number.</summary>
    internal bool ShowsEmNumber => Kind is FaultKind.EmBusy or FaultKind.EmError;
}

using System.Globalization;

namespace PhoneServicesProxy.Watching;

/// <summary>A node that a press was sent to, and the result.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Why">The reason: <c>first</c>, <c>failover</c>, <c>hedge</c>, or <c>again</c> if no other node is active.</param>
/// <param name="Cause">The reason in words; null for the first node.</param>
/// <param name="Outcome">
/// <c>ok</c>, <c>failed</c>, <c>cancelled</c> (another node was first, or the phone went away), <c>unfinished</c> (no answer yet when the press
/// ended).
/// </param>
/// <param name="Failure">The kind of failure, as in metrics; null if there was none.</param>
/// <param name="Reason">The failure in words; null if the kind says it all.</param>
/// <param name="Ms">The duration in milliseconds; null if the node had not answered.</param>
public sealed record AskedNodeReport(string Node, string Why, string? Cause, string Outcome, string? Failure, string? Reason, double? Ms)
{
    /// <summary>The same in words.</summary>
    public string Text => $"{Node}{(Cause is null ? "" : $", asked because of {Cause}")}: {Words}";

    private string Words => Outcome switch
    {
        "ok" => $"answered{After}",
        "failed" => $"failed{After}, {Reason ?? Failure}",
        "cancelled" => $"given up{After}",
        _ => "had not answered by then",
    };

    private string After => Ms is { } time ? string.Create(CultureInfo.InvariantCulture, $" after {time:0.#} ms") : "";
}

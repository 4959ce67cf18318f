using System.Globalization;

namespace PhoneServicesProxy.Watching;

/// <summary>A node that a press was sent to, and what came of it.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Why">Why it was asked: <c>first</c>, <c>failover</c>, <c>hedge</c>, or <c>again</c> where one node alone is active.</param>
/// <param name="Cause">The same in words; null for the first one.</param>
/// <param name="Outcome"><c>ok</c>, <c>failed</c>, <c>cancelled</c> (another one was first, or the phone went away), <c>unfinished</c> (it had not answered by then).</param>
/// <param name="Failure">The kind of failure, as in metrics; null for none.</param>
/// <param name="Reason">The failure in words; null where the kind says it all.</param>
/// <param name="Ms">How long it took, in milliseconds; null where it had not come to an end.</param>
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

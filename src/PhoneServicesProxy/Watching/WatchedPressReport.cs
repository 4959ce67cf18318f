using System.Globalization;
using System.Text;

namespace PhoneServicesProxy.Watching;

/// <summary>One press of a watched phone. It contains no user and no request values.</summary>
/// <param name="Id">A number that increases from the start of the watch.</param>
/// <param name="At">The time of the press.</param>
/// <param name="Device">The phone.</param>
/// <param name="ByAddress">True if the request names no phone. Then it came from the last address of this phone, which no other phone uses.</param>
/// <param name="Service">The service; null if no route matched.</param>
/// <param name="Route">The route; null if there is none.</param>
/// <param name="Path">The route's path as configured; null if there is none.</param>
/// <param name="WaitMs">The time that the phone waited, in milliseconds.</param>
/// <param name="Outcome">
/// The outcome for the phone: <c>ok</c>, <c>failed_over</c>, <c>hedged</c>, <c>stale_page</c>, <c>error_page</c>, <c>refused</c>, <c>busy</c>,
/// <c>not_let_in</c> or <c>abandoned</c>.
/// </param>
/// <param name="Refusal">The reason for a refusal, as in metrics; null if it was not refused.</param>
/// <param name="Status">The status that the phone got; null if it got none.</param>
/// <param name="Page">The root element of the page; null if it was no page for phones.</param>
/// <param name="Title">The page's title, without the values of the request; null if there is none.</param>
/// <param name="Number">The number of an Extension Mobility page, such as 201; null if there is none.</param>
/// <param name="Nodes">The nodes that were asked, in order; empty if there were none.</param>
public sealed record WatchedPressReport(
    long Id,
    DateTimeOffset At,
    string Device,
    bool ByAddress,
    string? Service,
    string? Route,
    string? Path,
    double WaitMs,
    string Outcome,
    string? Refusal,
    int? Status,
    string? Page,
    string? Title,
    int? Number,
    IReadOnlyList<AskedNodeReport> Nodes)
{
    /// <summary>The press in words, without its nodes.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(Service is null ? "no route" : $"{Service} {Path}");
            text.Append(CultureInfo.InvariantCulture, $": {Words} after {WaitMs:0.#} ms");
            text.Append(Page is not null ? $", {Page}" : Status is not null ? $", status {Status}" : "");
            text.Append(Title is null ? "" : $" \"{Title}\"").Append(Number is null ? "" : $", number {Number}");
            return text.Append(ByAddress ? " (known by its address alone)" : "").ToString();
        }
    }

    private string Words => Outcome switch
    {
        "ok" => Nodes.Count == 0 && Service is not null ? "page that another phone had asked for" : "page",
        "failed_over" => "page by failover",
        "hedged" => "page by hedging",
        "stale_page" => "LAST GOOD PAGE",
        "error_page" => "ERROR PAGE",
        "busy" => "TOLD THAT THE GATEWAY IS BUSY",
        "not_let_in" => "NOT LET IN, from a network that is not allowed,",
        "abandoned" => "the phone went away",
        _ => $"REFUSED ({Refusal ?? "status"})",
    };
}

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

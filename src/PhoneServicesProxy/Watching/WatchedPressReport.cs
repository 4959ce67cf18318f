using System.Globalization;
using System.Text;

namespace PhoneServicesProxy.Watching;

/// <summary>One key press of a phone that is watched. Nothing in it tells who pressed, or what was asked with.</summary>
/// <param name="Id">Counts up from the beginning of the watch.</param>
/// <param name="At">When it came in.</param>
/// <param name="Device">The phone.</param>
/// <param name="ByAddress">The request names no phone; it came from the address that this phone was last seen at, and no other.</param>
/// <param name="Service">The service; null where no route took the request.</param>
/// <param name="Route">The route; null for none.</param>
/// <param name="Path">The route's path, as the configuration has it; null for none.</param>
/// <param name="WaitMs">How long the phone waited, in milliseconds.</param>
/// <param name="Outcome">What the phone saw: <c>ok</c>, <c>failed_over</c>, <c>hedged</c>, <c>stale_page</c>, <c>error_page</c>, <c>refused</c>, <c>busy</c>, <c>not_let_in</c> or <c>abandoned</c>.</param>
/// <param name="Refusal">Why it was refused, as in metrics; null where it was not.</param>
/// <param name="Status">The status that the phone got; null where it got none.</param>
/// <param name="Page">The root element of the page; null where it was no page for phones.</param>
/// <param name="Title">Its title, without what the phone asked with; null for none.</param>
/// <param name="Number">The number of a page of Extension Mobility, such as 201; null for none.</param>
/// <param name="Nodes">The nodes that were asked, in that order; empty where none was.</param>
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
    /// <summary>The same in words, the nodes aside.</summary>
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

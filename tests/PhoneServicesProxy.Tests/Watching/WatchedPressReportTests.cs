using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Tests.Watching;

public sealed class WatchedPressReportTests
{
    private static readonly WatchedPressReport Press = new(
        1, DateTimeOffset.UnixEpoch, "SEP001122334455", false, "directory", "directory-menu-jsp", "/ccmcip/xmldirectory.jsp", 312.4, "ok", null, 200,
        "CiscoIPPhoneMenu", "Directories", null, [new("publisher", "first", null, "ok", null, null, 12)]);

    [Fact]
    public void Text_Page_SaysServicePathWaitAndTitle() =>
        Assert.Equal("directory /ccmcip/xmldirectory.jsp: page after 312.4 ms, CiscoIPPhoneMenu \"Directories\"", Press.Text);

    [Theory]
    [InlineData("failed_over", "page by failover")]
    [InlineData("hedged", "page by hedging")]
    [InlineData("stale_page", "LAST GOOD PAGE")]
    [InlineData("error_page", "ERROR PAGE")]
    [InlineData("refused", "REFUSED (rate_limit)")]
    [InlineData("busy", "TOLD THAT THE GATEWAY IS BUSY")]
    [InlineData("not_let_in", "NOT LET IN")]
    [InlineData("abandoned", "the phone went away")]
    public void Text_Outcome_IsSaid(string outcome, string words) =>
        Assert.Contains(words, (Press with { Outcome = outcome, Refusal = "rate_limit" }).Text, StringComparison.Ordinal);

    [Fact]
    public void Text_Particulars_AreSaid()
    {
        Assert.StartsWith("no route: ", (Press with { Service = null, Path = null }).Text, StringComparison.Ordinal);
        Assert.EndsWith(", number 201 (known by its address alone)", (Press with { Number = 201, ByAddress = true }).Text, StringComparison.Ordinal);
        Assert.Contains(", status 200", (Press with { Page = null, Title = null }).Text, StringComparison.Ordinal);
        Assert.Contains(": page that another phone had asked for after", (Press with { Nodes = [] }).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ok", null, null, "a: answered after 12.5 ms")]
    [InlineData("failed", "bad_status", "status 503", "a: failed after 12.5 ms, status 503")]
    [InlineData("failed", "connect_failed", null, "a: failed after 12.5 ms, connect_failed")]
    [InlineData("cancelled", null, null, "a: given up after 12.5 ms")]
    public void Text_Node_SaysWhatCameOfIt(string outcome, string? failure, string? reason, string expected) =>
        Assert.Equal(expected, new AskedNodeReport("a", "first", null, outcome, failure, reason, 12.5).Text);

    [Fact]
    public void Text_NodeThatIsStillAsked_SaysWhy() =>
        Assert.Equal("a, asked because of b: status 503: had not answered by then", new AskedNodeReport("a", "failover", "b: status 503", "unfinished", null, null, null).Text);
}

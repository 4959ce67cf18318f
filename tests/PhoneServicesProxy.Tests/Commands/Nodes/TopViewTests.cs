using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using Spectre.Console;
using static PhoneServicesProxy.Tests.Management.Reports.Reported;

namespace PhoneServicesProxy.Tests.Commands.Nodes;

/// <summary>What top draws on screens of several sizes.</summary>
public sealed class TopViewTests
{
    private static readonly string[] Ten =
        ["authentication", "change-credential", "directory", "extension-mobility", "idle", "information", "manager-assistant", "messages", "personal-directory", "services-menu"];

    [Theory]
    [InlineData(80, 24, 3)]
    [InlineData(80, 24, 4)]
    [InlineData(120, 40, 4)]
    [InlineData(200, 50, 4)]
    public void Of_UsualScreen_HasRoomForAllAndSaysHowToQuit(int width, int height, int nodes)
    {
        var lines = Draw(width, height, Ten, nodes);

        Assert.InRange(lines.Length, 1, height);
        Assert.All(Ten, service => Assert.Single(lines, line => line.StartsWith(service, StringComparison.Ordinal)));
        Assert.Equal("q quits", lines[^1]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Theory]
    [InlineData(80, 24, 30, 4)]
    [InlineData(80, 24, 10, 20)]
    [InlineData(80, 12, 10, 4)]
    public void Of_TooFewLines_SaysHowManyAreShownTheSickOnesFirst(int width, int height, int services, int nodes)
    {
        var names = Enumerable.Range(0, services).Select(i => $"service{i:00}").ToArray();
        var lines = Draw(width, height, names, nodes, sick: names[^1]);

        Assert.InRange(lines.Length, 1, height);
        Assert.Contains($"of {(services > 10 ? services : nodes > 10 ? nodes : services)} {(nodes > 10 ? "nodes" : "services")}", lines[^1], StringComparison.Ordinal);
        Assert.StartsWith("q quits; shown: ", lines[^1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith(names[^1], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80, "Failed", false)]
    [InlineData(80, "Error page", false)]
    [InlineData(120, "Hedged", true)]
    [InlineData(120, "Waiting", true)]
    [InlineData(200, "Last 40 s", true)]
    public void Of_Width_ShowsEachColumnThatFits(int width, string column, bool withTrend)
    {
        var text = string.Join('\n', Draw(width, 40, Ten, 4));

        Assert.Contains(column, text, StringComparison.Ordinal);
        Assert.Equal(withTrend, System.Text.RegularExpressions.Regex.IsMatch(text, "Last [0-9]+ s"));
    }

    [Fact]
    public void Of_ServiceIsLost_StandsFirst()
    {
        NodeReport[] nodes = [Node("a", Down("menu"))];
        var report = new NodesReport(
            Now, Now, new(false, "Users lost nothing.", new(0, 0, 0, 0, 0, 0, 0)), Verdicts.Of(nodes, [], [new("menu", true, 1)]), nodes);

        Assert.StartsWith("NO NODE IS LEFT for menu, since 9 s", LinesOf(TopView.Of(report, new(0, 0, []), new([], 0), 80, 24), 80)[0], StringComparison.Ordinal);
        Assert.StartsWith("NO NODE IS LEFT for menu, since 9 s", LinesOf(NodesView.Of(report, 80), 80)[0], StringComparison.Ordinal);
    }

    /// <summary>The server has grouped them: two that are not the same are two.</summary>
    [Fact]
    public void Of_EventsOfOneNodeWithTwoCauses_AreALineEach()
    {
        NodeReport[] nodes = [Node("a", Up("menu"), Up("idle"))];
        GatewayEvent[] events =
        [
            new(1, Now.AddSeconds(-3), GatewayEventKind.NodeCondition, "a is down for menu: status 503 (bad_status).", "a", "menu", NodeCondition.Down),
            new(2, Now.AddSeconds(-2), GatewayEventKind.NodeCondition, "a is down for idle: status 404 (bad_status).", "a", "idle", NodeCondition.Down),
        ];

        var lines = LinesOf(TopView.Of(Report([], nodes), new(0, 0, []), new(events, 0), 80, 24), 80);

        Assert.Equal(["2 s ago: a is down for idle: status 404 (bad_status).", "3 s ago: a is down for menu: status 503 (bad_status)."], lines.Where(line => line.Contains("ago:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_TroubleTooLong_DoesNotHideShorterOnes()
    {
        NodeReport[] nodes = [Node("a", [.. Ten.Select(Up)])];
        VerdictReport[] troubles =
        [
            .. Enumerable.Range(1, 3).Select(i => new VerdictReport(VerdictKind.NodeDown, "a", [], $"long{i}", null, null, string.Join(' ', Enumerable.Repeat("word", 70)))),
            .. Enumerable.Range(1, 3).Select(i => new VerdictReport(VerdictKind.NodeState, "a", [], $"short{i}", null, null, "set in the configuration")),
        ];
        var figures = new ServicesReport(0, 0, [.. Ten.Select(service => new ServiceReport(service, service, Presses, Presses, [1, 2], [0, 0], [0, 0], [0, 0]))]);

        var lines = LinesOf(TopView.Of(Report(troubles, nodes), figures, new([], 0), 80, 24), 80);

        Assert.All(["short1", "short2", "short3"], word => Assert.Contains(lines, line => line.StartsWith(word, StringComparison.Ordinal)));
        Assert.Contains("of 7 troubles", lines[^1], StringComparison.Ordinal);
        Assert.InRange(lines.Length, 1, 24);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(120, true)]
    [InlineData(200, false)]
    public void Of_NodesOfPools_SayTheirPool(int width, bool hasPools)
    {
        NodeReport[] nodes = [Node("a", Up("menu")), Node("finesse-a", Up("phone-agent")) with { Pool = hasPools ? "finesse" : null }];
        var report = Report([], nodes);

        foreach (var lines in new[] { LinesOf(TopView.Of(report, new(0, 0, []), new([], 0), width, 40), width), LinesOf(NodesView.Of(report, width), width) })
        {
            Assert.Equal(hasPools, lines.Any(line => line.StartsWith("Node ", StringComparison.Ordinal) && line.Contains(" Pool ", StringComparison.Ordinal)));
            Assert.Matches(hasPools ? "^finesse-a +finesse +" : "^finesse-a +(active|1 of 1) +", Assert.Single(lines, line => line.StartsWith("finesse-a ", StringComparison.Ordinal)));
            Assert.Matches(hasPools ? "^a +- +" : "^a +(active|1 of 1) +", Assert.Single(lines, line => line.StartsWith("a ", StringComparison.Ordinal)));
        }
    }

    private static NodesReport Report(VerdictReport[] verdicts, NodeReport[] nodes) =>
        new(Now, Now, new(false, "Users lost nothing.", new(0, 0, 0, 0, 0, 0, 0)), verdicts, nodes);

    private static string[] Draw(int width, int height, string[] services, int nodes, string? sick = null)
    {
        NodeReport[] all =
        [
            .. Enumerable.Range(1, nodes).Select(i => Node(
                $"subscriber{i}", [.. services.Select(service => service == sick ? Down(service) : service == "manager-assistant" && i > 1 ? Standby(service) : Up(service))])),
        ];
        var verdicts = Verdicts.Of(all, [], []);
        var report = new NodesReport(Now, Now, new(false, "Users lost nothing: 96 presses in the last minute got a page.", new(0, 0, 0, 0, 0, 0, 0)), verdicts, all);
        var figures = new ServicesReport(0, 0, [.. services.Select(service => new ServiceReport(service, service, Presses, Presses, [1, 2], [0, 0], [0, 0], [0, 0]))]);
        var events = new EventsReport([.. Enumerable.Range(1, 9).Select(i => new GatewayEvent(i, Now, GatewayEventKind.Users, "something long that has happened " + new string('x', 200)))], 0);
        return LinesOf(TopView.Of(report, figures, events, width, height), width);
    }

    private static PressCounts Presses => new(96, 0, 0, 0, 0, 0, 0);

    private static string[] LinesOf(Spectre.Console.Rendering.IRenderable view, int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        console.Write(view);
        return [.. text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }
}

using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Nodes;
using static PhoneServicesProxy.Tests.Management.Reports.Reported;

namespace PhoneServicesProxy.Tests.Management.Reports;

/// <summary>What is not in trouble, and should be known all the same.</summary>
public sealed class NodeStatesTests
{
    [Fact]
    public void Of_SeveralByOneOrder_AreSaidOnce()
    {
        var verdict = Assert.Single(NodeStates.Of([InMaintenance("a", 5, Up("menu")), InMaintenance("b", 4, Up("menu")), Node("c", Up("menu"))]));

        Assert.Equal((VerdictSeverity.Note, "a, b are in maintenance"), (verdict.Severity, verdict.Headline));
        Assert.Equal("a, b are in maintenance, since 5 s: ordered by a test (new disk); the configuration says active.", ReportText.Of(verdict, Now));
    }

    [Fact]
    public void Of_InMaintenanceAndDown_SaysBothAndIsNoAlarm()
    {
        var all = Verdicts.Of([InMaintenance("a", 5, Down("menu"), Up("idle")), Node("b", Up("menu"), Up("idle"))], [], []);

        var verdict = Assert.Single(all);
        Assert.EndsWith("It is down for menu: status 503 (bad_status)", verdict.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ByTheConfiguration_HasNoTime() => Assert.Equal(
        "a is drained: set in the configuration.",
        ReportText.Of(Assert.Single(NodeStates.Of([Node("a", Up("menu")) with { State = NodeState.Drain, ConfiguredState = NodeState.Drain }])), Now));

    [Fact]
    public void Of_NotJudged_IsSaidOnceForNodesThatShareIt()
    {
        var verdict = Assert.Single(Verdicts.Of([Node("a", NotJudged("menu"), NotJudged("idle")), Node("b", NotJudged("menu"), NotJudged("idle"))], [], []));

        Assert.Equal((VerdictKind.NotJudged, "a, b are NOT JUDGED yet for all 2 services"), (verdict.Kind, verdict.Headline));
    }

    [Fact]
    public void Of_ServiceWithoutHealthCheck_IsSaidOfTheService()
    {
        var verdict = Assert.Single(Verdicts.Of([Node("a", NotProbed("own"), Up("menu"))], [], [new("menu", true, 1), new("own", false, 1)]));

        Assert.Equal((VerdictKind.NotProbed, "NOBODY PROBES own", null), (verdict.Kind, verdict.Headline, verdict.Since));
        Assert.Contains("ReverseProxy:Clusters for own", verdict.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ServiceWithoutHealthCheck_SaysWhichPressesFailedLast()
    {
        var failed = NotProbed("own") with { LastPress = new(Now, false, "connect_failed", null) };
        var verdict = Assert.Single(Verdicts.Of(
            [Node("a", failed), Node("b", NotProbed("own") with { LastPress = new(Now, true, null, null) }), Node("c", NotProbed("own"))], [], [new("own", false, 3)]));

        Assert.Equal(
            "a dead node is found only when presses fail there, and gets presses again after a while. Of a, the last press for own failed (connect_failed). Write a HealthCheck under ReverseProxy:Clusters for own",
            verdict.Cause);
    }

    [Theory]
    [InlineData("active, up", 2, 0, 0, 0)]
    [InlineData("active, DOWN for all 2 services", 0, 2, 0, 0)]
    [InlineData("active, DOWN", 0, 1, 0, 0)]
    [InlineData("active, DOWN for 1 of 3 services", 2, 1, 0, 0)]
    [InlineData("active, not judged yet", 0, 0, 3, 0)]
    [InlineData("active, not judged yet for 1 of 3 services", 2, 0, 1, 0)]
    [InlineData("active, not probed", 0, 0, 0, 2)]
    [InlineData("active, up, not probed for 1 of 3 services", 2, 0, 0, 1)]
    public void Text_OfANode_SaysNothingGoodOfWhatIsNotKnown(string expected, int up, int down, int notJudged, int notProbed)
    {
        NodeServiceReport[] services =
        [
            .. Enumerable.Repeat(Up("s"), up), .. Enumerable.Repeat(Down("s"), down), .. Enumerable.Repeat(NotJudged("s"), notJudged),
            .. Enumerable.Repeat(NotProbed("s"), notProbed),
        ];

        Assert.Equal(expected, Node("a", services).Text);
    }

    [Fact]
    public void Text_OfANodeInMaintenance_IsNotUp() => Assert.Equal("in maintenance", InMaintenance("a", 5, Up("menu")).Text);

    [Fact]
    public void UpOf_NodesThatStandBy_AreNotMissing() => Assert.Equal("1 of 3, 2 standby", ReportText.UpOf([Up("s"), Standby("s"), Standby("s")]));
}

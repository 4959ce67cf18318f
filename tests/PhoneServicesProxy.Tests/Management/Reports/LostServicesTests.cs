using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using static PhoneServicesProxy.Tests.Management.Reports.Reported;

namespace PhoneServicesProxy.Tests.Management.Reports;

/// <summary>A service without a node stands before all, with why and since when.</summary>
public sealed class LostServicesTests
{
    [Fact]
    public void Of_AllInMaintenance_SaysSoOnceForAllServices()
    {
        NodeReport[] nodes = [InMaintenance("a", 20, Up("menu"), Up("idle")), InMaintenance("b", 5, Up("menu"), Up("idle"))];

        var verdict = Assert.Single(Lost(nodes));

        Assert.Equal(("NO NODE IS LEFT for all 2 services", (DateTimeOffset?)Now.AddSeconds(-5)), (verdict.Headline, verdict.Since));
        Assert.StartsWith("both nodes are in maintenance; phones get an old page or an error page.", verdict.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AllDown_SaysThatPressesAreTriedAllTheSameAndSinceTheLastOne()
    {
        var verdict = Assert.Single(Lost([Node("a", Down("menu", 60), Up("idle")), Node("b", Down("menu", 7), Up("idle"))]));

        Assert.Equal(("NO NODE IS LEFT for menu", (DateTimeOffset?)Now.AddSeconds(-7)), (verdict.Headline, verdict.Since));
        Assert.Equal("both nodes are down; each press is still tried at a node that is down", verdict.Cause);
    }

    /// <summary>A node that comes to fail in another way has been down all the time.</summary>
    [Fact]
    public void Of_CauseHasChanged_SaysSinceWhenItIsDown()
    {
        var verdict = Assert.Single(Lost([Node("a", Down("menu", 5) with { DownSince = Now.AddSeconds(-60) }, Up("idle")), Node("b", Down("menu", 30), Up("idle"))]));

        Assert.Equal(Now.AddSeconds(-30), verdict.Since);
    }

    [Fact]
    public void Of_OneDownAndOneInMaintenance_SaysWhich()
    {
        var verdict = Assert.Single(Lost([Node("a", Down("menu"), Up("idle")), InMaintenance("b", 50, Up("menu"))]));

        Assert.Equal("b in maintenance, the only other one is down; each press is still tried there", verdict.Cause);
    }

    /// <summary>What is equally wrong everywhere is said once, and not of each node again.</summary>
    [Fact]
    public void Of_CommonFaultThatLosesPages_IsOneVerdict()
    {
        NodeReport[] nodes = [Node("a", Down("menu"), Up("idle")), Node("b", Down("menu"), Up("idle")), Node("c", Down("menu"), Up("idle"))];
        CommonFault fault = new("menu", new("status 503", "status 503 for /menu", ProbeFaultEffect.Lost), 3, 3, Now.AddSeconds(-9));

        var verdict = Assert.Single(Verdicts.Of(nodes, [fault], Services));

        Assert.Equal((VerdictKind.ServiceLost, "NO NODE IS LEFT for menu"), (verdict.Kind, verdict.Headline));
        Assert.Equal("all 3 nodes fail its probe in the same way: status 503 for /menu. The application or the probe is wrong; phones get an old page or an error page", verdict.Cause);
    }

    /// <summary>A firewall or a proxy in front of all nodes answers every probe with its own page: that is one trouble, whatever the probe asks for.</summary>
    [Fact]
    public void Of_SameFaultOfDifferentProbes_IsOneVerdictWithTheirPaths()
    {
        string[] names = ["directory", "idle", "menu", "mobility"];
        NodeServiceReport[] down = [.. names.Select(name => Down(name))];
        NodeReport[] nodes = [Node("a", down), Node("b", down)];
        CommonFault[] faults = [.. names.Select(name => new CommonFault(name, new("an HTML page", $"an HTML page, for /{name}", ProbeFaultEffect.Lost), 2, 2, Now.AddSeconds(-9)))];

        var verdict = Assert.Single(LostServices.Of(nodes, faults, [.. names.Select(name => new ConfiguredService(name, true, 2))]));

        Assert.Equal("NO NODE IS LEFT for all 4 services", verdict.Headline);
        Assert.Equal("both nodes fail its probe in the same way: an HTML page, for /directory, /idle and 2 other paths. The application or the probe is wrong; phones get an old page or an error page", verdict.Cause);
    }

    [Fact]
    public void Of_ServiceWithoutAnyNode_IsLost()
    {
        var verdict = Assert.Single(LostServices.Of([], [], [new("menu", IsProbed: true, Nodes: 0)]));

        Assert.Equal("NO NODE IS LEFT for menu", verdict.Headline);
        Assert.Contains("neither does DNS", verdict.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneNodeIsLeft_IsNotLost() => Assert.Empty(Lost(
    [
        Node("a", Down("menu"), NotProbed("idle")),
        Node("b", Up("menu"), Standby("idle")),
        InMaintenance("c", 5, Up("menu"), Up("idle")),
    ]));

    /// <summary>A probe can be wrong: what presses get tells more.</summary>
    [Theory]
    [InlineData(5, true, VerdictKind.ProbeWrong)]
    [InlineData(5, false, VerdictKind.ServiceLost)]
    [InlineData(50, true, VerdictKind.ServiceLost)]
    public void Of_AllProbesFailAndPressesGetPages_BlamesTheProbe(int secondsAgo, bool ok, VerdictKind expected)
    {
        var pressed = Down("menu") with { LastPress = new(Now.AddSeconds(-secondsAgo), ok, null, null) };
        CommonFault fault = new("menu", new("HTML", "HTML, for /menu", ProbeFaultEffect.Lost), 2, 2, Now.AddSeconds(-9));

        var verdict = Assert.Single(LostServices.Of([Node("a", Down("menu"), Up("idle")), Node("b", pressed, Up("idle"))], [fault], Services));

        Assert.Equal(expected, verdict.Kind);
        Assert.Equal(expected == VerdictKind.ServiceLost, verdict.Cause.Contains("phones get an old page or an error page", StringComparison.Ordinal));
    }

    /// <summary>Nobody else would find out.</summary>
    [Fact]
    public void Of_UnprobedAndTheLastPressFailedEverywhere_IsLost()
    {
        var failed = NotProbed("menu") with { LastPress = new(Now.AddSeconds(-3), false, "connection_lost", null) };

        var verdict = Assert.Single(LostServices.Of([Node("a", failed, Up("idle")), Node("b", failed, Up("idle"))], [], Services));

        Assert.Equal((VerdictKind.ServiceLost, Now.AddSeconds(-3), "nobody probes it, and the last press failed on both nodes (connection_lost)"), (verdict.Kind, verdict.Since, verdict.Cause));
        Assert.Empty(LostServices.Of([Node("a", failed, Up("idle")), Node("b", NotProbed("menu"), Up("idle"))], [], Services));
    }

    private static ConfiguredService[] Services => [new("idle", true, 3), new("menu", true, 3)];

    private static VerdictReport[] Lost(NodeReport[] nodes) => [.. LostServices.Of(nodes, [], Services)];
}

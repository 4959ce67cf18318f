using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Events;
using PhoneServicesProxy.Management.Reports;
using static PhoneServicesProxy.Tests.Management.Reports.Reported;

namespace PhoneServicesProxy.Tests.Management.Events;

/// <summary>What the headline says of services without a node is told as news: once for each cause, and when it is over.</summary>
public sealed class LostServicesNewsTests
{
    private static readonly ConfiguredService[] Services = [new("idle", true, 2), new("menu", true, 2)];

    private readonly LostServicesNews _sut = new();
    private int _seconds;

    [Fact]
    public void Look_NothingIsLost_TellsNothing()
    {
        Assert.Empty(Look(Node("a", Up("menu"), Up("idle")), Node("b", Down("menu"), Down("idle"))));
        Assert.Empty(Look(Node("a", Up("menu"), Up("idle")), Node("b", Up("menu"), Up("idle"))));
    }

    [Fact]
    public void Look_ServicesAreLostOneAfterAnother_TellsThemOnceForTheirCause()
    {
        Assert.Empty(Look(Node("a", Down("menu", 9), Up("idle")), Node("b", Down("menu", 3), Up("idle"))));
        NodeReport[] dead = [Node("a", Down("menu", 9), Down("idle", 2)), Node("b", Down("menu", 3), Down("idle", 1))];
        Assert.Empty(Look(dead));

        var change = Assert.Single(Look(dead));

        Assert.Equal(["idle", "menu"], change.Services);
        Assert.Equal((Now.AddSeconds(-3), null), (change.At, change.Lasted));
        Assert.Equal("No node is left for idle, menu: both nodes are down; each press is still tried at a node that is down.", change.Text);
        Assert.Empty(Look(dead));
    }

    [Fact]
    public void Look_DifferentCauses_TellsEach()
    {
        CommonFault fault = new("menu", new("status 503", "status 503 for /menu", ProbeFaultEffect.Lost), 2, 2, Now.AddSeconds(-9));
        NodeReport[] dead = [Node("a", Down("menu"), Down("idle")), Node("b", Down("menu"), Down("idle"))];
        Look([fault], dead);

        var changes = Look([fault], dead);

        Assert.Equal(2, changes.Count);
        Assert.Contains(changes, change => change.Text.StartsWith("No node is left for idle: both nodes are down;", StringComparison.Ordinal));
        Assert.Contains(changes, change => change.Text.StartsWith("No node is left for menu: both nodes fail its probe in the same way: status 503 for /menu. ", StringComparison.Ordinal));
    }

    /// <summary>More services are lost each second; the first ones do not wait for the last.</summary>
    [Fact]
    public void Look_MoreAndMoreAreLost_TellsTheFirstAfterFiveSeconds()
    {
        ConfiguredService[] services = [.. Enumerable.Range(0, 9).Select(i => new ConfiguredService($"s{i}", true, 1))];

        var told = Enumerable.Range(0, 7).Select(second => LookAt(services, [], Node("a", [.. services.Select((service, i) => i <= second ? Down(service.Name, 9 - i) : Up(service.Name))]))).ToArray();

        Assert.All(told[..5], Assert.Empty);
        Assert.Equal(["s0", "s1", "s2", "s3", "s4", "s5"], Assert.Single(told[5]).Services);
    }

    [Fact]
    public void Look_NodeIsBack_TellsWhichAndForHowLongThereWasNone()
    {
        Lose();

        Assert.Empty(Look(Node("a", Up("menu") with { Since = Now.AddSeconds(1) }, Down("idle")), Node("b", Down("menu"), Down("idle"))));
        NodeReport[] back = [Node("a", Up("menu") with { Since = Now.AddSeconds(1) }, Up("idle") with { Since = Now.AddSeconds(2) }), Node("b", Down("menu"), Down("idle"))];
        Assert.Empty(Look(back));
        var change = Assert.Single(Look(back));

        Assert.Equal(["idle", "menu"], change.Services);
        Assert.Equal((Now.AddSeconds(1), TimeSpan.FromSeconds(10)), (change.At, change.Lasted));
        Assert.Equal("A node is left again for idle, menu: a. There was none for 10 s.", change.Text);
        Assert.Empty(Look(back));
    }

    /// <summary>It was up all the time, so that its own time is not the time of the return.</summary>
    [Fact]
    public void Look_NodeIsActivated_TellsTheReturnAsOfNow()
    {
        NodeReport[] maintained = [InMaintenance("a", 5, Up("menu"), Up("idle")), InMaintenance("b", 5, Up("menu"), Up("idle"))];
        Look(maintained);
        Assert.Contains("both nodes are in maintenance;", Assert.Single(Look(maintained)).Text, StringComparison.Ordinal);

        NodeReport[] activated = [Node("a", Up("menu") with { Since = Now.AddHours(-1) }, Up("idle") with { Since = Now.AddHours(-1) }), maintained[1]];
        Look(activated);
        var change = Assert.Single(Look(activated));

        Assert.Equal(Now.AddSeconds(2), change.At);
        Assert.Equal("A node is left again for idle, menu: a. There was none for 7 s.", change.Text);
    }

    [Fact]
    public void Look_LostAgainBeforeTheReturnWasTold_TellsNothingMore()
    {
        Lose();
        Assert.Empty(Look(Node("a", Up("menu") with { Since = Now.AddSeconds(2) }, Down("idle")), Node("b", Down("menu"), Down("idle"))));

        Assert.Empty(Look(Node("a", Down("menu"), Down("idle")), Node("b", Down("menu"), Down("idle"))));
        Assert.Empty(Look(Node("a", Down("menu"), Down("idle")), Node("b", Down("menu"), Down("idle"))));
    }

    [Fact]
    public void Look_PressesGetPagesWhileAllProbesFail_SaysThatAtTheReturn()
    {
        Lose();
        NodeReport[] served =
        [
            Node("a", Down("menu") with { LastPress = new(Now.AddSeconds(1), true, null, null) }, Down("idle") with { LastPress = new(Now.AddSeconds(1), true, null, null) }),
            Node("b", Down("menu"), Down("idle")),
        ];

        Look(served);

        Assert.StartsWith(
            "Presses for idle, menu get their pages again, though every probe fails: its nodes fail their probes. The probe is wrong, or it asks for another page than phones do. There was none for ",
            Assert.Single(Look(served)).Text, StringComparison.Ordinal);
    }

    /// <summary>Its removal is told as a change of the configuration.</summary>
    [Fact]
    public void Look_ServiceIsRemoved_TellsNoReturn()
    {
        Lose();

        Assert.Empty(LookAt([], []));
        Assert.Empty(LookAt([], []));
    }

    private void Lose()
    {
        NodeReport[] dead = [Node("a", Down("menu"), Down("idle")), Node("b", Down("menu"), Down("idle"))];
        Look(dead);
        Assert.Single(Look(dead));
    }

    private IReadOnlyList<LostServicesChange> Look(params NodeReport[] nodes) => Look([], nodes);

    private IReadOnlyList<LostServicesChange> Look(CommonFault[] faults, NodeReport[] nodes) => LookAt(Services, faults, nodes);

    /// <summary>A second after the look before.</summary>
    private IReadOnlyList<LostServicesChange> LookAt(ConfiguredService[] services, CommonFault[] faults, params NodeReport[] nodes) =>
        _sut.Update(new(Now.AddSeconds(_seconds++), Now, null!, Verdicts.Of(nodes, faults, services), nodes));
}

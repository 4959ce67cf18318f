using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Events;
using PhoneServicesProxy.Tests.Health;

namespace PhoneServicesProxy.Tests.Management.Events;

public sealed class OutageReporterTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<OutageReporter> _log = new();
    private readonly PressHistory _history;
    private readonly EventLog _events;
    private readonly NodeTable _nodes = new(new NodeDirectory());
    private readonly OutageReporter _sut;

    public OutageReporterTests()
    {
        _sut = CreateSut(_events = new(_time), _history = new(_time));
        Pass(3600);
    }

    [Fact]
    public void NodeGoesDown_OthersAnswered_SaysASecondLaterThatUsersLostNothing()
    {
        Press("menu", PressOutcome.Ok, PressOutcome.FailedOver);
        Change("a", "menu", NodeCondition.Down);
        Press("menu", PressOutcome.Hedged);
        Assert.Empty(Lines);

        Pass(1);

        Assert.Equal(
            ["Node a is down for menu. Users lost nothing: 3 presses for menu in the last 11 s got a page, 1 of them by failover and 1 by hedging."], Lines);
        Assert.Equal(LogLevel.Warning, _log.LatestRecord.Level);
        var happened = Assert.Single(_events.After(0).Events);
        Assert.Equal((GatewayEventKind.Users, "a", null), (happened.Kind, happened.Node, happened.Service));
        Assert.Equal("a is down for menu. Users lost nothing: 3 presses for menu in the last 11 s got a page, 1 of them by failover and 1 by hedging.", happened.Text);
    }

    [Fact]
    public void NodeGoesDown_PhonesSawErrors_SaysHowMany()
    {
        Change("a", "menu", NodeCondition.Down);
        Press("menu", PressOutcome.ErrorPage, PressOutcome.ErrorPage, PressOutcome.StalePage, PressOutcome.FailedOver);

        Pass(1);

        Assert.Equal(
            ["Node a is down for menu. USERS NOTICE: of 4 presses for menu in the last 11 s 2 got an error page and 1 an old page."], Lines);
    }

    [Fact]
    public void NodeGoesDown_InSeveralServices_IsOneLineAboutThoseAlone()
    {
        Press("directory", PressOutcome.ErrorPage);
        Change("a", "menu", NodeCondition.Down);
        Change("a", "login", NodeCondition.Down);
        Press("menu", PressOutcome.Ok);
        Press("login", PressOutcome.FailedOver);

        Pass(1);
        Pass(5);

        Assert.Equal(
            ["Node a is down for 2 services. Users lost nothing: 2 presses for the services concerned in the last 11 s got a page, 1 of them by failover and 0 by hedging."],
            Lines);
    }

    [Fact]
    public void NodeIsBack_TellsTheWholeTimeHoweverLong()
    {
        Press("menu", PressOutcome.ErrorPage);
        Pass(11);
        Change("a", "menu", NodeCondition.Down);
        Pass(1);
        Press("menu", PressOutcome.FailedOver, PressOutcome.FailedOver);
        Pass(3600);
        Press("menu", PressOutcome.Ok);
        Change("a", "menu", NodeCondition.Up);
        Pass(1);

        Assert.Equal("Node a is down for menu. Nobody pressed a key for menu in the last 11 s.", Lines[0]);
        Assert.Equal("Node a is back. Users lost nothing: 3 presses for menu in the last 1 h 0 min got a page, 2 of them by failover and 0 by hedging.", Lines[1]);
        Assert.Equal(LogLevel.Information, _log.LatestRecord.Level);
        Assert.Equal(2, Lines.Length);
    }

    [Fact]
    public void NodeIsBack_PhonesSawErrors_Warns()
    {
        Change("a", "menu", NodeCondition.Down);
        Pass(1);
        Press("menu", PressOutcome.ErrorPage);
        Change("a", "menu", NodeCondition.Up);
        Pass(1);

        Assert.Equal("Node a is back. USERS NOTICE: of 1 press for menu in the last 12 s 1 got an error page and 0 an old page.", Lines[1]);
        Assert.Equal(LogLevel.Warning, _log.LatestRecord.Level);
    }

    [Fact]
    public void NodeIsBackInOneService_GoesOnWithTheOther()
    {
        Change("a", "menu", NodeCondition.Down);
        Change("a", "login", NodeCondition.Down);
        Pass(1);
        Change("a", "menu", NodeCondition.Up);
        Pass(1);
        Change("a", "login", NodeCondition.Up);
        Pass(1);

        Assert.Equal(["Node a is down for 2 services.", "Node a is down for login.", "Node a is back."], Lines.Select(line => line[..(line.IndexOf('.', StringComparison.Ordinal) + 1)]));
    }

    /// <summary>Where nobody probes, requests may try it again after a while: whether it is back, nobody knows.</summary>
    [Fact]
    public void NodeIsTriedAgain_IsNotSaidToBeBack()
    {
        Change("a", "menu", NodeCondition.Down);
        Pass(1);
        Change("a", "menu", NodeCondition.Unknown, NodeCondition.Down);
        Pass(5);
        Change("a", "menu", NodeCondition.Down, NodeCondition.Unknown);
        Pass(1);

        Assert.Equal(2, Lines.Length);
        Assert.All(Lines, line => Assert.StartsWith("Node a is down for menu.", line, StringComparison.Ordinal));
    }

    [Fact]
    public void NodeFailsInAnotherWay_IsNoNews()
    {
        Change("a", "menu", NodeCondition.Down);
        Pass(1);
        Change("a", "menu", NodeCondition.Down, NodeCondition.Down);
        Pass(5);

        Assert.Single(Lines);
    }

    [Fact]
    public void NodeThatStandsByOrIsNewlyUp_IsNoNews()
    {
        Change("a", "menu", NodeCondition.Up, NodeCondition.Unknown);
        _sut.OnNode(ChangeOf("b", "assistant", NodeCondition.Down, NodeCondition.Up) with { Standby = true });
        Pass(5);

        Assert.Empty(Lines);
    }

    /// <summary>Where one node at a time is active, the one that was lost may come to stand by.</summary>
    [Fact]
    public void NodeThatWasDown_ComesToStandBy_IsNotSaidToBeBack()
    {
        Change("a", "assistant", NodeCondition.Down);
        Pass(1);
        _sut.OnNode(ChangeOf("a", "assistant", NodeCondition.Down, NodeCondition.Down) with { Standby = true });
        Pass(5);

        Assert.StartsWith("Node a is down for assistant.", Assert.Single(Lines), StringComparison.Ordinal);
        Change("a", "assistant", NodeCondition.Up);
        Pass(5);
        Assert.Single(Lines);
    }

    [Fact]
    public void NodeRecovers_InMaintenance_IsNotSaidToBeBack()
    {
        var cluster = Clusters.Create("menu", ("a", "http://10.1.1.1/"));
        _nodes.Add(new(cluster, cluster.Destinations["a"], _time.GetUtcNow()));
        Clusters.Maintain(cluster.Destinations["a"]);
        Change("a", "menu", NodeCondition.Down);
        Pass(1);
        Change("a", "menu", NodeCondition.Up);
        Pass(1);

        Assert.StartsWith("Node a is up again, but still in maintenance. ", Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void NodeGoesDown_JustAfterTheStart_CountsFromTheStart()
    {
        var sut = CreateSut(_events, _history);
        Pass(3);
        sut.OnNode(ChangeOf("a", "menu", NodeCondition.Down, NodeCondition.Unknown));
        Pass(1);

        Assert.Equal(["Node a is down for menu. Nobody pressed a key for menu in the last 4 s."], Lines);
    }

    private OutageReporter CreateSut(EventLog events, PressHistory history) => new(events, history, _nodes, new CommonFaults(_nodes, new NodeDirectory(), _time, NullLogger<CommonFaults>.Instance), () => new HealthOptions(), _time, _log);

    private string[] Lines => [.. _log.Collector.GetSnapshot().Select(record => record.Message)];

    private void Press(string service, params PressOutcome[] outcomes) => Array.ForEach(outcomes, outcome => _history.Add(service, outcome));

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private void Change(string node, string service, NodeCondition state, NodeCondition? previous = null) =>
        _sut.OnNode(ChangeOf(node, service, state, previous ?? (state == NodeCondition.Up ? NodeCondition.Down : NodeCondition.Up)));

    private NodeStateChange ChangeOf(string node, string service, NodeCondition state, NodeCondition previous) =>
        new(service, node, state, "why", AttemptFailure.None, _time.GetUtcNow(), previous, TimeSpan.Zero);
}

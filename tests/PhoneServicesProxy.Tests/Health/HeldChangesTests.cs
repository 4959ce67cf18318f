using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>Which changes of single nodes people are told, while all nodes may come to fail alike.</summary>
public sealed class HeldChangesTests : IAsyncDisposable
{
    private readonly ProbingFixture _fixture = new();
    private readonly HeldChanges _sut;
    private readonly NodeHealth[] _menu;

    public HeldChangesTests()
    {
        _sut = new(_fixture.Faults);
        var cluster = _fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        _menu = [.. cluster.Destinations.Values.OrderBy(node => node.DestinationId, StringComparer.Ordinal).Select(node => _fixture.Nodes.Find(node)!)];
    }

    [Fact]
    public void Judge_NodeFailsAlone_IsReported()
    {
        Note(_menu[0], 500);
        Note(_menu[1], 200);

        Assert.Equal(ReportDecision.Report, _sut.Judge(Change(NodeCondition.Down)));
        Assert.Equal(ReportDecision.Report, _sut.Judge(Change(NodeCondition.Up)));
        Assert.Empty(_sut.Of("menu"));
    }

    [Fact]
    public void Judge_OthersMayFailAlikeSoon_IsAskedAgain()
    {
        Note(_menu[0], 500);
        Note(_menu[1], 500);

        Assert.Equal(ReportDecision.AskAgain, _sut.Judge(Change(NodeCondition.Down)));
        Note(_menu[1], 200);
        Assert.Equal(ReportDecision.Report, _sut.Judge(Change(NodeCondition.Down)));
    }

    [Fact]
    public void Judge_AllFailAlike_NeitherDownNorUpIsReported()
    {
        BreakAll();

        Assert.Equal(ReportDecision.Drop, _sut.Judge(Change(NodeCondition.Down)));
        Assert.Equal(ReportDecision.Drop, _sut.Judge(Change(NodeCondition.Up)));
        Assert.Equal(ReportDecision.Report, _sut.Judge(Change(NodeCondition.Up)));
    }

    [Fact]
    public void EndsUnreported_NodeThatWasHeldIsUp_IsTrueOnce()
    {
        BreakAll();
        _sut.Judge(Change(NodeCondition.Down));

        Assert.False(_sut.EndsUnreported(Change(NodeCondition.Down)));
        Assert.True(_sut.EndsUnreported(Change(NodeCondition.Up)));
        Assert.False(_sut.EndsUnreported(Change(NodeCondition.Up)));
    }

    [Fact]
    public void Judge_StaysDownAfterTheCommonFault_IsReportedAndSoIsItsEnd()
    {
        BreakAll();
        _sut.Judge(Change(NodeCondition.Down));
        var held = Assert.Single(_sut.Of("menu"));
        Assert.Empty(_sut.Of("login"));
        Repair(_menu[1]);

        Assert.True(held.WasHeld);
        Assert.Equal(ReportDecision.Report, _sut.Judge(held));
        Assert.Equal(ReportDecision.Report, _sut.Judge(Change(NodeCondition.Up)));
    }

    [Fact]
    public void Judge_IsUpAgainAfterTheCommonFault_IsNotReported()
    {
        BreakAll();
        _sut.Judge(Change(NodeCondition.Down));
        var held = Assert.Single(_sut.Of("menu"));
        Repair(_menu[1]);
        _sut.EndsUnreported(Change(NodeCondition.Up));

        Assert.Equal(ReportDecision.Drop, _sut.Judge(held));
    }

    [Fact]
    public void Judge_HeldAndOpenAgain_IsAskedUntilItIsClear()
    {
        BreakAll();
        _sut.Judge(Change(NodeCondition.Down));
        var held = Assert.Single(_sut.Of("menu"));
        Repair(_menu[1]);
        Note(_menu[1], 500);

        Assert.Equal(ReportDecision.AskAgain, _sut.Judge(held));
        Assert.Equal(ReportDecision.AskAgain, _sut.Judge(held));
    }

    [Fact]
    public void Reported_OtherFailsAlikeForAMoment_IsToldWhenItIsClear()
    {
        var told = new List<string>();
        _fixture.Changes.Reported += changes => told.AddRange(changes.Select(change => $"{change.Destination} {change.State}"));
        Note(_menu[0], 500);
        Note(_menu[1], 500);
        _menu[0].Destination.Health.Active = DestinationHealth.Unhealthy;
        _fixture.Changes.Observe(_menu[0], "seen", AttemptFailure.BadStatus);
        _fixture.Time.Advance(HeldChanges.Delay);
        Assert.Empty(told);

        Note(_menu[1], 200);
        _fixture.Time.Advance(HeldChanges.Delay);

        Assert.Equal(["a Down"], told);
    }

    [Fact]
    public void Judge_StandsBy_IsReported()
    {
        BreakAll();

        Assert.Equal(ReportDecision.Report, _sut.Judge(Change(NodeCondition.Down) with { Standby = true }));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private NodeStateChange Change(NodeCondition state) => new(
        "menu", "a", state, "seen", state == NodeCondition.Down ? AttemptFailure.BadStatus : AttemptFailure.None, _fixture.Time.GetUtcNow(), NodeCondition.Up, TimeSpan.Zero);

    private void BreakAll()
    {
        foreach (var node in _menu)
        {
            Note(node, 500);
            node.Destination.Health.Active = DestinationHealth.Unhealthy;
            _fixture.Changes.Observe(node, "seen", AttemptFailure.BadStatus);
        }

        _fixture.Faults.Refresh(_menu[0].Cluster);
        Assert.Single(_fixture.Faults.All);
    }

    private void Repair(NodeHealth node)
    {
        _fixture.Faults.Take(node, _fixture.Time.GetTimestamp(), new(AttemptFailure.None, null, null));
        node.Destination.Health.Active = DestinationHealth.Healthy;
        _fixture.Changes.Observe(node, "its probes are good");
        Assert.Empty(_fixture.Faults.All);
    }

    private void Note(NodeHealth node, int status)
    {
        var answer = status == 200 ? new ProbeAnswer(AttemptFailure.None, null, null) : ProbeAnswer.Failed(AttemptFailure.BadStatus, $"status {status}") with { Page = new(status, default, null) };
        node.Note = ProbeNote.After(node.Note, answer, node.Cluster, _fixture.Time.GetTimestamp(), _fixture.Time.GetUtcNow());
    }
}

using Microsoft.Extensions.Logging;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>What one result after the other makes of a fault that nodes share: who is asked next, what is said, and since when.</summary>
public sealed class CommonFaultRulesTests : IAsyncDisposable
{
    private readonly ProbingFixture _fixture = new();

    [Theory]
    [InlineData("500", "500", true)]
    [InlineData("500", "500 500", true)]
    [InlineData("500", "500 dead", true)]
    [InlineData("500", "dead", false)]
    [InlineData("500", "500 good", false)]
    [InlineData("500", "500 never", false)]
    [InlineData("500", "500 503", false)]
    [InlineData("dead", "dead", false)]
    [InlineData("good", "500", false)]
    public void MayBecomeCommon_NotAllAreDownYet_IsTrueIfAllThatAnswerFailAlike(string own, string others, bool expected)
    {
        var menu = Add("menu", ["a", .. others.Split(' ').Select((_, i) => $"other{i}")]);
        foreach (var (node, answer) in new[] { own }.Concat(others.Split(' ')).Zip(menu, (answer, node) => (node, answer)))
        {
            Note(node, answer);
        }

        Assert.Equal(expected, _fixture.Faults.MayBecomeCommon("menu", "a"));
    }

    [Fact]
    public void MayBecomeCommon_OneNodeAtATimeIsActive_IsFalse()
    {
        Array.ForEach(AddStandby("a", "b"), node => Note(node, "500"));

        Assert.False(_fixture.Faults.MayBecomeCommon("menu", "a"));
    }

    [Fact]
    public void MayBecomeCommon_IsKnownAlready_IsFalseAndExplainsTheNode()
    {
        var menu = Add("menu", "a", "b");
        Array.ForEach(menu, node => Fail(node, "500"));

        _fixture.Faults.Refresh(menu[0].Cluster);

        Assert.False(_fixture.Faults.MayBecomeCommon("menu", "a"));
        Assert.NotNull(_fixture.Faults.ExplanationOf("menu", "a"));
    }

    [Fact]
    public void Refresh_LastNodeIsDown_IsSaidAtOnce()
    {
        var menu = Add("menu", "a", "b");
        Array.ForEach(menu, node => Fail(node, "500"));
        Assert.Empty(_fixture.FaultsSeen);

        _fixture.Faults.Refresh(menu[0].Cluster);

        Assert.True(Assert.Single(_fixture.FaultsSeen).Began);
    }

    [Fact]
    public void ExplanationOf_NodeInSeveralServices_IsThatOfTheService()
    {
        Add("login", "a", "b");
        var menu = Add("menu", "a", "b");
        Array.ForEach(menu, node => Fail(node, "500"));
        _fixture.Faults.Refresh(menu[0].Cluster);

        Assert.Equal("menu", _fixture.Faults.ExplanationOf("Menu", "B")?.Cluster);
        Assert.Null(_fixture.Faults.ExplanationOf("login", "b"));
        Assert.Null(_fixture.Faults.ExplanationOf("menu", "unknown"));
    }

    [Fact]
    public void All_OneOfThemIsNotDownYet_IsNotSaid()
    {
        var menu = Add("menu", "a", "b");
        Fail(menu[0], "500");
        Note(menu[1], "500");

        Assert.Empty(_fixture.Faults.All);
    }

    /// <summary>A node that answers its probe well does not share the fault, though phones' requests took it out.</summary>
    [Theory]
    [InlineData("good")]
    [InlineData("never")]
    public void All_ThirdNodeIsOutButDoesNotFailItsProbe_IsNotSaid(string probe)
    {
        var menu = Add("menu", "a", "b", "c");
        Fail(menu[0], "500");
        Fail(menu[1], "500");
        Note(menu[2], probe);
        menu[2].Destination.Health.Passive = DestinationHealth.Unhealthy;
        _fixture.Changes.Observe(menu[2], "requests of phones failed", AttemptFailure.BadStatus);
        Assert.Equal(NodeCondition.Down, menu[2].State);

        Assert.Empty(_fixture.Faults.All);
    }

    [Fact]
    public void All_OneNodeAtATimeIsActive_IsNotSaid()
    {
        Array.ForEach(AddStandby("a", "b"), node => Fail(node, "500"));

        Assert.Empty(_fixture.Faults.All);
    }

    [Fact]
    public void All_NodesBeganToFailOneAfterTheOther_IsSinceTheFirst()
    {
        var menu = Add("menu", "a", "b");
        Fail(menu[1], "500");
        var first = _fixture.Time.GetUtcNow();
        _fixture.Time.Advance(TimeSpan.FromSeconds(7));
        Fail(menu[0], "500");

        Assert.Equal(first, Assert.Single(_fixture.Faults.All).Since);
    }

    [Fact]
    public void Take_AnswerWasLong_IsSinceTheProbeWasSent()
    {
        var node = Add("menu", "a")[0];
        var (sent, started) = (_fixture.Time.GetUtcNow(), _fixture.Time.GetTimestamp());
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(400));

        _fixture.Faults.Take(node, started, AnswerOf("500"));

        Assert.Equal(sent, node.Note!.Since);
    }

    [Fact]
    public void Take_OpenQuestion_AsksThoseAloneWhoWereGoodBefore()
    {
        var menu = Add("menu", "a", "b", "c", "d", "e");
        Note(menu[1], "good");
        Note(menu[2], "401");
        Note(menu[3], "dead");

        var (comparison, ask) = Take(menu[0], "401");

        Assert.Equal(ProbeComparison.Open, comparison);
        Assert.Equal(["b", "e"], Names(ask));
    }

    /// <summary>All nodes are likely to fail soon, so that they are asked before the interval is over.</summary>
    [Fact]
    public void Take_FirstFailuresOfANode_AskOthersThatWereGoodBefore()
    {
        var menu = Add("menu", "a", "b", "c");
        Note(menu[1], "good");
        Note(menu[2], "dead");

        Assert.Equal(["b"], Names(Take(menu[0], "500").Ask));
        Note(menu[1], "good");
        Assert.Equal(["b"], Names(Take(menu[0], "500").Ask));
        Note(menu[1], "good");
        Assert.Empty(Take(menu[0], "500").Ask);
    }

    [Fact]
    public void Take_OthersWereGoodSince_AsksNobody()
    {
        var menu = Add("menu", "a", "b");
        var started = _fixture.Time.GetTimestamp();
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(10));
        Note(menu[1], "good");

        Assert.Empty(_fixture.Faults.Take(menu[0], started, AnswerOf("500")).Ask);
    }

    [Fact]
    public void Take_FailureWhereOneNodeAtATimeIsActive_AsksNobody()
    {
        var menu = AddStandby("a", "b");
        Note(menu[1], "good");

        Assert.Empty(Take(menu[0], "500").Ask);
    }

    [Fact]
    public void Take_OneOfAllIsRepaired_FailuresOfTheOthersCountAgainAndTheyAreAsked()
    {
        var menu = Add("menu", "a", "b", "c");
        foreach (var node in menu.Concat(menu))
        {
            Take(node, "401");
        }

        Assert.All(menu, node => Assert.True(node.ProbeIsWrong));

        var (_, ask) = Take(menu[1], "good");

        Assert.Equal(["a", "c"], Names(ask));
        Assert.All(menu, node => Assert.False(node.ProbeIsWrong));
        Assert.Empty(_fixture.Faults.All);
    }

    /// <summary>Who repairs an application does so for all nodes, and users wait for them.</summary>
    [Fact]
    public void Take_OneOfAllThatAreDownIsRepaired_AsksTheOthersThatAnswer()
    {
        var menu = Add("menu", "a", "b", "c");
        Fail(menu[0], "500");
        Fail(menu[1], "500");
        Fail(menu[2], "dead");
        _fixture.Faults.Refresh(menu[0].Cluster);

        var (_, ask) = Take(menu[1], "good");

        Assert.Equal(["a"], Names(ask));
    }

    [Fact]
    public void Compare_SeveralOthers_AreOpenOrAgreeAsOneWould()
    {
        var own = NoteOf("404", started: 20);

        Assert.Equal(ProbeComparison.Open, CommonFaults.Compare(own, [null, null]));
        Assert.Equal(ProbeComparison.Open, CommonFaults.Compare(own, [NoteOf("good", 10), NoteOf("good", 10)]));
        Assert.Equal(ProbeComparison.Open, CommonFaults.Compare(own, [NoteOf("good", 10), NoteOf("404", 10)]));
        Assert.Equal(ProbeComparison.OfAll, CommonFaults.Compare(own, [NoteOf("404", 10), NoteOf("404", 10)]));
        Assert.Equal(ProbeComparison.OfAll, CommonFaults.Compare(own, [NoteOf("404", 10), NoteOf("dead", 10)]));
        Assert.Equal(ProbeComparison.OfTheNode, CommonFaults.Compare(own, [NoteOf("dead", 10), NoteOf("dead", 10)]));
        Assert.Equal(ProbeComparison.OfTheNode, CommonFaults.Compare(own, [NoteOf("404", 10), NoteOf("good", 20)]));
        Assert.Equal(ProbeComparison.OfTheNode, CommonFaults.Compare(own, [NoteOf("404", 10), NoteOf("401", 10)]));
        Assert.Equal(ProbeComparison.OfAll, CommonFaults.Compare(own, [NoteOf("404", 10), NoteOf("500", 10)]));
        Assert.Equal(ProbeComparison.OfTheNode, CommonFaults.Compare(NoteOf("500", 20), [NoteOf("500", 10)]));
    }

    [Fact]
    public void Reported_TwoServicesFailAndAreRepaired_IsOneLineAndOneReportEach()
    {
        var reports = new List<string>();
        _fixture.Faults.Reported += (faults, began) => reports.Add($"{began} {CommonFault.Services(faults)}");
        NodeHealth[][] services = [Add("menu", "a", "b"), Add("idle", "a", "b")];
        foreach (var service in services)
        {
            Array.ForEach(service, node => Fail(node, "500"));
            _fixture.Faults.Refresh(service[0].Cluster);
        }

        _fixture.Time.Advance(HeldChanges.Delay);
        Array.ForEach(services, service => Take(service[0], "good"));
        _fixture.Time.Advance(HeldChanges.Delay);

        Assert.Equal(["True idle, menu", "False idle, menu"], reports);
        Assert.Equal(
            [
                (LogLevel.Warning, "Both nodes fail in the same way the probe of idle, menu: status 500 for /idle, /menu. The application or the probe is wrong; phones get an old page or an error page."),
                (LogLevel.Information, "The nodes no longer fail the probe of idle, menu in the same way (it was: status 500 for /idle, /menu)."),
            ],
            _fixture.FaultLog.Collector.GetSnapshot().Select(line => (line.Level, line.Message)));
    }

    [Fact]
    public void Changed_ObserverFails_IsLoggedAndProbingGoesOn()
    {
        _fixture.Faults.Changed += (_, _) => throw new InvalidOperationException("The observer is broken.");
        var menu = Add("menu", "a", "b");
        Array.ForEach(menu, node => Fail(node, "500"));

        _fixture.Faults.Refresh(menu[0].Cluster);

        Assert.Equal((LogLevel.Error, "An observer of common faults failed."), _fixture.FaultLog.Collector.GetSnapshot().Select(line => (line.Level, line.Message)).Single());
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static IEnumerable<string> Names(IEnumerable<NodeHealth> nodes) => nodes.Select(node => node.Destination.DestinationId).Order(StringComparer.Ordinal);

    private static ProbeAnswer AnswerOf(string answer) => answer switch
    {
        "good" => new(AttemptFailure.None, null, null),
        "dead" => ProbeAnswer.Failed(AttemptFailure.ConnectFailed, "no connection"),
        _ => ProbeAnswer.Failed(AttemptFailure.BadStatus, $"status {answer}, not 200") with { Page = new(int.Parse(answer, null), default, null) },
    };

    private static ProbeNote NoteOf(string answer, long started)
    {
        var cluster = Clusters.Create("menu");
        return ProbeNote.After(null, AnswerOf(answer), cluster, started, default);
    }

    private NodeHealth[] Add(string service, params string[] nodes) => Add(service, [], nodes);

    private NodeHealth[] AddStandby(params string[] nodes) => Add("menu", new Dictionary<string, string> { ["Policy"] = NodePolicyNames.ActiveStandby }, nodes);

    private NodeHealth[] Add(string service, Dictionary<string, string> metadata, params string[] nodes)
    {
        var cluster = _fixture.AddCluster(service, true, metadata, [.. nodes.Select(node => (node, $"http://{node}/"))]);
        return [.. nodes.Select(node => _fixture.Nodes.Find(cluster.Destinations[node])!)];
    }

    /// <summary>The probe of a node has had this answer just now, a moment before whatever comes next.</summary>
    private void Note(NodeHealth node, string answer)
    {
        if (answer != "never")
        {
            node.Note = ProbeNote.After(node.Note, AnswerOf(answer), node.Cluster, _fixture.Time.GetTimestamp(), _fixture.Time.GetUtcNow());
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    private void Fail(NodeHealth node, string answer)
    {
        node.Note = ProbeNote.After(node.Note, AnswerOf(answer), node.Cluster, _fixture.Time.GetTimestamp(), _fixture.Time.GetUtcNow());
        node.Destination.Health.Active = DestinationHealth.Unhealthy;
        _fixture.Changes.Observe(node, "seen", AnswerOf(answer).Failure);
    }

    private (ProbeComparison Comparison, IReadOnlyList<NodeHealth> Ask) Take(NodeHealth node, string answer) =>
        _fixture.Faults.Take(node, _fixture.Time.GetTimestamp(), AnswerOf(answer));
}

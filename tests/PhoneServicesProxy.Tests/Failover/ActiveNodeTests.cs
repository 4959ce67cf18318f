using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Tests.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>A press has failed at the active node. The standby node may answer wrongly, so it is asked only if the active one is down.</summary>
public sealed class ActiveNodeTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string> OneIsActive = new() { ["Policy"] = NodePolicyNames.ActiveStandby };

    private readonly ProbingFixture _fixture = new();
    private readonly ActiveNode _sut;

    public ActiveNodeTests() => _sut = new(_fixture.Nodes, _fixture.Time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData(AttemptFailure.NodeFull, true)]
    [InlineData(AttemptFailure.NodeBusy, true)]
    [InlineData(AttemptFailure.ServiceBusy, true)]
    [InlineData(AttemptFailure.BadStatus, false)]
    [InlineData(AttemptFailure.None, false)]
    public void IsBusy_NodeHasTooMuchToDo_IsTrue(object failure, bool isBusy) =>
        Assert.Equal(isBusy, ActiveNode.IsBusy(Presses.Failed(new("a"), (AttemptFailure)failure)));

    [Fact]
    public async Task JudgeAsync_NodeIsDown_HandsOverAtOnce()
    {
        var node = Probed();
        node.Health.Active = DestinationHealth.Unhealthy;

        Assert.Equal(ActiveNodeVerdict.HandsOver, await _sut.JudgeAsync(Presses.Failed(node), Cancellation));
    }

    [Fact]
    public async Task JudgeAsync_NodeIsNotProbed_HandsOverAtOnce()
    {
        var node = _fixture.AddCluster("em", false, OneIsActive, ("a", "http://a/"), ("b", "http://b/")).Destinations["a"];

        Assert.Equal(ActiveNodeVerdict.HandsOver, await _sut.JudgeAsync(Presses.Failed(node), Cancellation));
    }

    [Fact]
    public async Task JudgeAsync_NextProbeIsGood_IsUp()
    {
        var node = Probed();
        var probes = ProbesOf("a");

        var judged = _sut.JudgeAsync(Presses.Failed(node), Cancellation).AsTask();
        Assert.False(judged.IsCompleted); // the probe before the failure says nothing

        Assert.Equal(ActiveNodeVerdict.IsUp, await EndOf(judged, 300)); // before the interval of 600 ms is over
        Assert.Equal(probes + 1, ProbesOf("a"));
    }

    [Fact]
    public async Task JudgeAsync_ProbesFailToo_HandsOverWhenTheNodeIsDown()
    {
        var node = Probed();
        _fixture.Answer = (url, _) => url.Host == "a" ? Answers.Refused : Answers.Ok(url, default);

        Assert.Equal(ActiveNodeVerdict.HandsOver, await EndOf(_sut.JudgeAsync(Presses.Failed(node), Cancellation).AsTask(), 1900));
        Assert.False(Availability.IsUp(node));
    }

    [Fact]
    public async Task JudgeAsync_NoProbeTells_IsUnknownAfterTwoSeconds()
    {
        var node = Probed(("Health.Fall", "9"));
        _fixture.Answer = (_, limit) => Answers.Never(limit);
        var judged = _sut.JudgeAsync(Presses.Failed(node), Cancellation).AsTask();

        _fixture.Advance(1990);
        Assert.False(judged.IsCompleted);

        Assert.Equal(ActiveNodeVerdict.Unknown, await EndOf(judged, 40));
    }

    [Fact]
    public async Task JudgeAsync_PressIsOver_IsUnknown()
    {
        var node = Probed();
        using var over = new CancellationTokenSource();
        var judged = _sut.JudgeAsync(Presses.Failed(node), over.Token).AsTask();

        await over.CancelAsync();

        Assert.Equal(ActiveNodeVerdict.Unknown, await judged.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public async Task JudgeAsync_OnlyTheProbeIsWrong_IsUp()
    {
        var node = Probed();
        _fixture.Answer = (_, limit) => Answers.Never(limit);
        var health = _fixture.Nodes.Find(node)!;
        health.LastProbe = new(_fixture.Time.GetUtcNow(), TimeSpan.Zero, AttemptFailure.BadStatus, "status 404");

        var judged = _sut.JudgeAsync(Presses.Failed(node), Cancellation).AsTask();
        Assert.False(judged.IsCompleted);
        health.ProbeIsWrong = true;

        Assert.Equal(ActiveNodeVerdict.IsUp, await EndOf(judged, 20));
    }

    /// <summary>Node a of a service in which one node is active. It is up.</summary>
    private DestinationState Probed(params (string Key, string Value)[] metadata)
    {
        var all = metadata.ToDictionary(pair => pair.Key, pair => pair.Value).Concat(OneIsActive).ToDictionary();
        var node = _fixture.AddCluster("em", true, all, ("a", "http://a/"), ("b", "http://b/")).Destinations["a"];
        _fixture.Start();
        _fixture.Advance(20);
        Assert.Equal(DestinationHealth.Healthy, node.Health.Active);
        return node;
    }

    private int ProbesOf(string host) => _fixture.Probes.Count(probe => new Uri(probe.Url).Host == host);

    private async Task<ActiveNodeVerdict> EndOf(Task<ActiveNodeVerdict> judged, int milliseconds)
    {
        for (var waited = 0; waited < milliseconds && !judged.IsCompleted; waited += 10)
        {
            _fixture.Advance(10);
        }

        Assert.True(judged.IsCompleted);
        return await judged;
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Tests.Health;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>Presses at a service of which one node is active. The others might answer wrongly while that one is up.</summary>
public sealed class StandbyPressTests : IAsyncDisposable
{
    private readonly PressBench _bench = new(NodePolicyNames.ActiveStandby, probed: true)
    {
        Policy = new() { Replay = Replay.Always, TotalTimeout = TimeSpan.FromSeconds(9), Hedging = new() { Enabled = true } },
    };

    public StandbyPressTests()
    {
        _bench.Health.Start();
        _bench.Health.Advance(20);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task SendAsync_OneBadAnswerOfANodeThatIsUp_SameNodeIsAskedOnceMore()
    {
        var asked = 0;
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(status: asked++ == 0 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK));
        var answer = _bench.SendAsync(_bench.Begin());

        Assert.InRange(await _bench.MillisecondsAsync(answer), 0, 300);

        Assert.Equal((PressBench.Page, "a a"), (await answer, _bench.Asked));
        Assert.Equal(0, _bench.Open);
    }

    [Fact]
    public async Task SendAsync_NodeThatIsUpAnswersWronglyTwice_StandbyIsNotAsked()
    {
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(status: HttpStatusCode.InternalServerError));
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);
        await _bench.MillisecondsAsync(answer, 1_000);

        Assert.Equal((null, "a a"), (await answer, _bench.Asked));
        Assert.Equal(2, press.Attempts.Count);
    }

    [Fact]
    public async Task SendAsync_NodeGoesDown_StandbyTakesOver()
    {
        _bench.Answers["a"] = PressBench.Fails(() => new HttpRequestException("reset", new IOException()));
        _bench.Health.Answer = (url, limit) => url.Host == "a" ? Answers.Refused : Answers.Ok(url, limit);
        var answer = _bench.SendAsync(_bench.Begin());

        Assert.InRange(await _bench.MillisecondsAsync(answer), 10, 1_900);

        Assert.Equal((PressBench.Page, "a b"), (await answer, _bench.Asked));
        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));
        Assert.Equal("a b b", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_NodeGoesDownWhileItIsAskedAgain_StandbyTakesOver()
    {
        var asked = 0;
        _bench.Answers["a"] = _ => asked++ == 0 ? Task.FromResult(PressBench.Good(status: HttpStatusCode.InternalServerError)) : throw PressBench.Refused();
        var answer = _bench.SendAsync(_bench.Begin());
        await _bench.MillisecondsAsync(answer, 1_000);

        Assert.Equal((PressBench.Page, "a a b"), (await answer, _bench.Asked));
    }

    [Fact]
    public async Task SendAsync_NodeRefusesTheConnection_StandbyTakesOverAtOnce()
    {
        _bench.Answers["a"] = PressBench.Fails(PressBench.Refused);

        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));
        Assert.Equal("a b", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_NoProbeTellsWhetherTheNodeIsUp_StandbyIsNotAsked()
    {
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(status: HttpStatusCode.InternalServerError));
        _bench.Health.Answer = (_, limit) => Answers.Never(limit);
        _bench.Cluster.Destinations["a"].Health.Active = Yarp.ReverseProxy.Model.DestinationHealth.Unknown;
        using var gone = new CancellationTokenSource();
        var answer = _bench.SendUntilAsync(_bench.Begin(), gone.Token);
        Assert.False(answer.IsCompleted);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal("a", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_NodeIsLate_NobodyElseIsAsked()
    {
        var page = new TaskCompletionSource<HttpResponseMessage>();
        _bench.Answers["a"] = PressBench.When(page);
        var answer = _bench.SendAsync(_bench.Begin());
        _bench.Health.Advance(1_900);
        page.SetResult(PressBench.Good());

        Assert.Equal(PressBench.Page, await answer);
        Assert.Equal("a", _bench.Asked);
        Assert.Equal(10, _bench.Budget.Left(_bench.Policy.Hedging.Budget));
    }

    [Fact]
    public async Task SendAsync_LoginThatMayHaveBeenExecuted_IsNotSentAgain()
    {
        (_bench.Policy, _bench.Method) = (new() { QueueTime = TimeSpan.FromSeconds(1) }, HttpMethods.Post);
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(status: HttpStatusCode.InternalServerError));

        Assert.Null(await _bench.SendAsync(_bench.Begin()));
        Assert.Equal("a!", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_NodeIsBusy_ItsPageIsShown()
    {
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(PressBench.BusyPage));

        Assert.Equal(PressBench.BusyPage, await _bench.SendAsync(_bench.Begin()));
        Assert.Equal("a", _bench.Asked);
    }

    [Theory]
    [InlineData("?device=SEP1", 1)]
    [InlineData("?device=SEP1&EMCC=true", 0)]
    public async Task SendAsync_FailureFromBehindTheNode_NodeIsNotProbedForIt(string query, int probes)
    {
        await using var bench = new PressBench(probed: true) { Query = query };
        bench.Health.Start();
        bench.Health.Advance(20);
        var before = bench.Health.Probes.Count;
        bench.Answers["a"] = PressBench.Always(() => PressBench.Good("<CiscoIPPhoneText><Text>Login is unavailable(208)</Text></CiscoIPPhoneText>"));

        Assert.Equal(PressBench.Page, await bench.SendAsync(bench.Begin()));

        bench.Health.Advance(400);
        Assert.Equal(probes, bench.Health.Probes.Count - before);
    }

    [Fact]
    public async Task SendAsync_AllNodesFailAlike_AreNotProbedForEachPress()
    {
        await using var bench = new PressBench(probed: true);
        bench.Health.Start();
        bench.Health.Advance(20);
        bench.Answers["a"] = bench.Answers["b"] = bench.Answers["c"] = PressBench.Always(() => PressBench.Good(status: HttpStatusCode.InternalServerError));
        await bench.SendAsync(bench.Begin());
        bench.Health.Advance(300);
        var before = bench.Health.Probes.Count;

        await bench.SendAsync(bench.Begin());

        bench.Health.Advance(260);
        Assert.Equal(before, bench.Health.Probes.Count);
    }
}

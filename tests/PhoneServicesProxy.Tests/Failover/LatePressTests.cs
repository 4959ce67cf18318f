using System.Net;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.Hedging;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>When the next node is asked, and when the phone waits no longer.</summary>
public sealed class LatePressTests : IAsyncDisposable
{
    /// <summary>Nothing is known of the nodes yet: five times the shortest delay.</summary>
    private const int HedgeDelay = 100;

    private readonly PressBench _bench = new();
    private readonly TaskCompletionSource<HttpResponseMessage> _a = new();

    public LatePressTests() => _bench.Answers["a"] = PressBench.When(_a);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task SendAsync_FirstNodeIsLate_NextIsAskedAfterTheDelayAndWins()
    {
        _bench.Policy = Read();
        var press = _bench.Begin();
        var before = _bench.Budget.Left(press.Policy.Options.Hedging.Budget);
        var answer = _bench.SendAsync(press);
        _bench.Health.Advance(HedgeDelay - 10);
        Assert.Equal("a", _bench.Asked);

        Assert.Equal(20, await _bench.MillisecondsAsync(answer));

        Assert.Equal(PressBench.Page, await answer);
        Assert.Equal("a b", _bench.Asked);
        Assert.Equal(AttemptKind.Hedge, press.KindOf(_bench.Cluster.Destinations["b"]));
        Assert.Equal(before - 1, _bench.Budget.Left(press.Policy.Options.Hedging.Budget));
        Assert.Equal([false, true], press.Attempts.OrderBy(attempt => attempt.Node.DestinationId).Select(attempt => attempt.Won));
    }

    [Fact]
    public async Task SendAsync_TwoNodesAreLate_ThirdIsAskedOneDelayLater()
    {
        (_bench.Policy, _bench.Answers["b"]) = (Read(), PressBench.Never);
        var answer = _bench.SendAsync(_bench.Begin());
        _bench.Health.Advance(HedgeDelay + 10);
        await _bench.AskedAsync("a b");
        _bench.Health.Advance(HedgeDelay - 20);
        Assert.Equal("a b", _bench.Asked);

        Assert.InRange(await _bench.MillisecondsAsync(answer), 10, 30);

        Assert.Equal((PressBench.Page, "a b c"), (await answer, _bench.Asked));
    }

    [Fact]
    public async Task SendAsync_FirstNodeAnswersAfterAnotherWasAsked_IsItsPage()
    {
        (_bench.Policy, _bench.Answers["b"]) = (Read(), PressBench.Never);
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);
        _bench.Health.Advance(HedgeDelay + 10);
        await _bench.AskedAsync("a b");

        _a.SetResult(PressBench.Good());

        await _bench.MillisecondsAsync(answer, 10);
        Assert.Equal("a", press.Shown!.Node.DestinationId);
        Assert.True(Assert.Single(press.Attempts, attempt => attempt.Node.DestinationId == "b").Cancelled);
    }

    [Fact]
    public async Task SendAsync_NoBudget_NobodyIsHedgedUntilThereIsSome()
    {
        _bench.Policy = Read(total: TimeSpan.FromSeconds(60));
        for (var hedge = 0; hedge < HedgeBudget.Floor; hedge++)
        {
            Assert.True(_bench.Budget.TrySpend(_bench.Policy.Hedging.Budget));
        }

        var answer = _bench.SendAsync(_bench.Begin());
        _bench.Health.Advance(9_000, step: 100);
        Assert.Equal("a", _bench.Asked);

        Assert.InRange(await _bench.MillisecondsAsync(answer), 500, 2_000);

        Assert.Equal((PressBench.Page, "a b"), (await answer, _bench.Asked));
    }

    [Fact]
    public async Task SendAsync_NoBudgetAndTheLateNodeFails_NextIsAskedInItsPlace()
    {
        _bench.Policy = Read(budget: 0);
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);
        _bench.Health.Advance(1_000);
        Assert.Equal("a", _bench.Asked);

        _a.SetException(PressBench.Refused());

        await _bench.MillisecondsAsync(answer, 10);
        Assert.Equal((PressBench.Page, "a b"), (await answer, _bench.Asked));
        Assert.Equal(AttemptKind.Failover, press.KindOf(_bench.Cluster.Destinations["b"]));
    }

    [Fact]
    public async Task SendAsync_FirstNodeFailsAtOnce_NextCostsNoBudget()
    {
        _bench.Policy = Read();
        _a.SetException(PressBench.Refused());
        var press = _bench.Begin();
        var before = _bench.Budget.Left(_bench.Policy.Hedging.Budget);

        Assert.Equal(PressBench.Page, await _bench.SendAsync(press));

        Assert.Equal(before, _bench.Budget.Left(_bench.Policy.Hedging.Budget));
        Assert.Equal(AttemptKind.Failover, press.KindOf(_bench.Cluster.Destinations["b"]));
    }

    [Fact]
    public async Task SendAsync_HedgedPresses_CountForTheBudget()
    {
        (_bench.Policy, _bench.Answers["a"]) = (Read(budget: 1), PressBench.Always(() => PressBench.Good()));
        for (var press = 0; press < 30; press++)
        {
            await _bench.SendAsync(_bench.Begin());
        }

        Assert.Equal(30, _bench.Budget.Left(1));
    }

    [Fact]
    public async Task SendAsync_NoHedging_LateNodeIsWaitedForUntilTheAttemptIsOver()
    {
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);
        _bench.Health.Advance(1_990);
        Assert.Equal("a", _bench.Asked);

        await _bench.MillisecondsAsync(answer, 20);

        Assert.Equal((PressBench.Page, "a b"), (await answer, _bench.Asked));
        Assert.Equal(AttemptFailure.AnswerTimeout, press.Attempts[0].Failure);
        Assert.Equal(TimeSpan.FromSeconds(2), press.Attempts[0].Duration);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task SendAsync_NoNodeAnswers_PhoneWaitsForTheWholeTimeAndNoLonger(int waited)
    {
        _bench.Policy = Read(total: TimeSpan.FromSeconds(40));
        _bench.Answers["b"] = _bench.Answers["c"] = PressBench.Never;
        var press = _bench.Begin(TimeSpan.FromSeconds(waited));
        var answer = _bench.SendAsync(press);

        Assert.InRange(await _bench.MillisecondsAsync(answer), 40_000 - (waited * 1000) - 10, 40_000 - (waited * 1000) + 10);

        Assert.Null(await answer);
        Assert.Equal("a b c", _bench.Asked);
        Assert.All(press.Attempts, attempt => Assert.True(attempt.Cancelled));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task SendAsync_TimeIsUpWhenTheFirstNodeFails_NextOneIsNotWaitedFor(int waited)
    {
        _bench.Answers["b"] = PressBench.Never;
        _a.SetException(PressBench.Refused());
        var answer = _bench.SendAsync(_bench.Begin(TimeSpan.FromSeconds(waited)));

        Assert.InRange(await _bench.MillisecondsAsync(answer), 0, 10);

        Assert.Null(await answer);
    }

    [Theory]
    [InlineData(1, "a")]
    [InlineData(2, "a b")]
    [InlineData(3, "a b c")]
    public async Task SendAsync_AllNodesFail_AsManyAreAskedAsThePolicySays(int attempts, string asked)
    {
        _bench.Policy = new() { Replay = Replay.Always, MaxAttempts = attempts };
        _bench.Answers["a"] = _bench.Answers["b"] = _bench.Answers["c"] = PressBench.Fails(PressBench.Refused);

        Assert.Null(await _bench.SendAsync(_bench.Begin()));

        Assert.Equal(asked, _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_CarelessPageIsInHand_LateNodeIsWaitedForNoLongerThanAHedge()
    {
        _bench.Policy = Read();
        _bench.Answers["b"] = PressBench.Always(() => PressBench.Good("<CiscoIPPhoneText><Text>b & c</Text></CiscoIPPhoneText>"));
        _bench.Answers["c"] = PressBench.Never;
        var answer = _bench.SendAsync(_bench.Begin());

        Assert.InRange(await _bench.MillisecondsAsync(answer), HedgeDelay + 490, HedgeDelay + 630);

        Assert.Equal("<CiscoIPPhoneText><Text>b & c</Text></CiscoIPPhoneText>", await answer);
    }

    [Fact]
    public async Task SendAsync_PhoneIsGoneWhileNodesAreLate_AllAttemptsEnd()
    {
        (_bench.Policy, _bench.Answers["b"]) = (Read(), PressBench.Never);
        using var gone = new CancellationTokenSource();
        var press = _bench.Begin();
        var answer = _bench.SendUntilAsync(press, gone.Token);
        _bench.Health.Advance(HedgeDelay + 10);
        await _bench.AskedAsync("a b");

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal("a b", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_SecondNodeDidBetter_FirstIsHeldResponsible()
    {
        (_bench.Health.Options.Passive.Phones, _bench.Health.Options.Passive.Failures) = (1, 1);
        _a.SetResult(PressBench.Good(status: HttpStatusCode.InternalServerError));

        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));

        Assert.True(_bench.IsOut("a"));
        Assert.False(_bench.IsOut("b"));
    }

    [Fact]
    public async Task SendAsync_NodeRefusesTheConnection_IsTakenOutAtOnce()
    {
        _a.SetException(PressBench.Refused());

        await _bench.SendAsync(_bench.Begin());

        Assert.True(_bench.IsOut("a"));
    }

    [Fact]
    public async Task SendAsync_AllNodesFailAlike_NoneIsHeldResponsibleForAMinute()
    {
        (_bench.Health.Options.Passive.Phones, _bench.Health.Options.Passive.Failures) = (1, 1);
        _bench.Answers["a"] = _bench.Answers["b"] = _bench.Answers["c"] = PressBench.Always(() => PressBench.Good(status: HttpStatusCode.InternalServerError));

        Assert.Null(await _bench.SendAsync(_bench.Begin()));

        Assert.Equal(1, _bench.Faults.Collector.Count);
        Assert.False(_bench.IsOut("a") || _bench.IsOut("b") || _bench.IsOut("c"));
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.InternalServerError)]
    [InlineData("GET", HttpStatusCode.RequestTimeout)]
    [InlineData("POST", HttpStatusCode.ServiceUnavailable)]
    public async Task SendAsync_SomeAnswersWereNotGood_TheirConnectionsAreGivenBack(string method, HttpStatusCode status)
    {
        (_bench.Method, _bench.Policy) = (method, new() { Replay = Replay.Always, QueueTime = TimeSpan.FromSeconds(1) });
        _bench.Answers["a"] = _bench.Answers["b"] = PressBench.Always(() => PressBench.Good("<html/>", status));

        using (var answer = await _bench.AnswerAsync(_bench.Begin()))
        {
            Assert.Equal((HttpStatusCode.OK, 1), (answer!.StatusCode, _bench.Open));
        }

        _bench.Answers["c"] = _bench.Answers["a"];
        Assert.Null(await _bench.AnswerAsync(_bench.Begin()));
        Assert.Equal(0, _bench.Open);
    }

    [Fact]
    public async Task SendAsync_OnePressFails_CountsOnceAgainstItsNode()
    {
        (_bench.Health.Options.Passive.Phones, _bench.Health.Options.Passive.Failures, _bench.Policy) = (1, 2, Read());
        foreach (var isOut in new[] { false, true })
        {
            var answer = _bench.SendAsync(_bench.Begin()); // a is late, b is faster by far
            await _bench.MillisecondsAsync(answer);

            Assert.Equal(PressBench.Page, await answer);
            Assert.Equal(isOut, _bench.IsOut("a"));
        }
    }

    [Fact]
    public async Task SendAsync_MostPressesSucceed_FewFailuresDoNotCount()
    {
        (_bench.Health.Options.Passive.Phones, _bench.Health.Options.Passive.Failures) = (1, 2);
        for (var press = 0; press < 40; press++)
        {
            _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(status: press % 30 == 0 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK));
            Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));
        }

        Assert.False(_bench.IsOut("a"));
    }

    [Fact]
    public async Task SendAsync_HeaderThatNoPhoneCanBeSent_IsLeftOut()
    {
        _a.SetResult(PressBench.Good());
        (await _a.Task).Headers.TryAddWithoutValidation("X-Odd", "\u0001");

        using var answer = await _bench.AnswerAsync(_bench.Begin());

        Assert.False(answer!.Headers.NonValidated.Contains("X-Odd"));
    }

    [Fact]
    public async Task SendAsync_Log_SaysWhichNodeAnsweredAndWhyNotTheFirst()
    {
        var bad = PressBench.Always(() => PressBench.Good(status: HttpStatusCode.InternalServerError));
        (_bench.Answers["a"], _bench.Answers["b"], _bench.Answers["c"]) = (PressBench.Always(() => PressBench.Good()), bad, bad);
        await _bench.SendAsync(_bench.Begin());
        _bench.Answers["a"] = bad;
        _bench.Answers["b"] = PressBench.Always(() => PressBench.Good());
        await _bench.SendAsync(_bench.Begin());
        _bench.Answers["a"] = _bench.Answers["b"] = _bench.Answers["c"] = PressBench.Always(() => PressBench.Good("<CiscoIPPhoneText>"));
        await _bench.SendAsync(_bench.Begin());

        const string CutShort = "XML that is not well-formed or cut short after 0 ms";
        Assert.Equal(
            [
                "em: a answered in 0.0 ms.",
                "em: b answered in 0.0 ms, after failover (a: status 500 after 0 ms).",
                $"em: every attempt failed. The phone gets the failed page of c (a: {CutShort}, b: {CutShort}, c: {CutShort}).",
            ],
            _bench.Log.Collector.GetSnapshot().Select(line => line.Message));
    }

    [Fact]
    public async Task SendAsync_Attempts_AreCountedAtTheirNodes()
    {
        using var counted = new MetricCollector<long>(_bench.Health.Meters, GatewayMeter.Name, "phone_services.attempts");
        var answer = _bench.SendAsync(_bench.Begin());
        var node = _bench.Health.Nodes.Find(_bench.Cluster.Destinations["a"])!;
        Assert.Equal(1, node.Totals.Running);

        _a.SetResult(PressBench.Good(status: HttpStatusCode.InternalServerError));

        Assert.Equal(PressBench.Page, await answer);
        Assert.Equal((0, 1), (node.Totals.Running, node.Totals.Failed));
        Assert.Equal("status 500", node.LastPress?.Reason); // without probes, presses alone tell of a node
        Assert.Equal(
            ["em a first failed bad_status", "em b failover ok none"],
            counted.GetMeasurementSnapshot().Select(one => $"{one.Tags["service"]} {one.Tags["node"]} {one.Tags["kind"]} {one.Tags["outcome"]} {one.Tags["reason"]}"));
    }

    [Fact]
    public async Task SendAsync_NothingIsKnownOfALoginYet_MayHaveBeenExecuted()
    {
        _bench.Method = "POST";
        var press = _bench.Begin();
        Assert.True(press.IsNotExecuted);

        var answer = _bench.SendAsync(press);

        Assert.False(press.IsNotExecuted);
        _a.SetResult(PressBench.Good());
        Assert.Equal(PressBench.Page, await answer);
    }

    [Fact]
    public async Task SendAsync_WholeTimeIsShorterThanTheDelay_PhoneWaitsNoLonger()
    {
        _bench.Policy = new() { Replay = Replay.Always, TotalTimeout = TimeSpan.FromMilliseconds(50), Hedging = new() { Enabled = true } };
        var answer = _bench.SendAsync(_bench.Begin());

        Assert.InRange(await _bench.MillisecondsAsync(answer), 40, 60);

        Assert.Equal((null, "a"), (await answer, _bench.Asked));
    }

    [Fact]
    public async Task SendAsync_GoodAnswers_TellHowLongTheRouteTakes()
    {
        for (var press = 0; press < 16; press++)
        {
            var page = new TaskCompletionSource<HttpResponseMessage>();
            _bench.Answers["a"] = PressBench.When(page);
            var answer = _bench.SendAsync(_bench.Begin());
            _bench.Health.Advance(50);
            page.SetResult(PressBench.Good());
            await answer;
        }

        Assert.InRange(_bench.Times.High.TotalMilliseconds, 50, 60);
    }

    [Fact]
    public async Task SendAsync_NodeGoesDownWhileThePressWaitsForIt_NextIsAsked()
    {
        _bench.Policy = new() { Replay = Replay.Always, AttemptTimeout = TimeSpan.FromHours(9), TotalTimeout = TimeSpan.FromHours(9) };
        var waiting = _bench.Begin();
        var answer = _bench.SendAsync(waiting);
        _bench.Answers["a"] = PressBench.Fails(PressBench.Refused);
        await _bench.SendAsync(_bench.Begin());

        await _bench.SoonAsync(answer);

        Assert.Equal((PressBench.Page, "a a b b"), (await answer, _bench.Asked));
        Assert.Equal(AttemptKind.Failover, waiting.KindOf(_bench.Cluster.Destinations["b"]));
    }

    private static FailoverPolicyOptions Read(double budget = 0.2, TimeSpan? total = null) => new()
    {
        Replay = Replay.Always,
        AttemptTimeout = TimeSpan.FromMinutes(2),
        TotalTimeout = total ?? TimeSpan.FromSeconds(5),
        Hedging = new() { Enabled = true, Budget = budget },
    };
}

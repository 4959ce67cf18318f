using System.Net;
using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>Logins at a change of shift: each waits for its turn, none is sent twice, and none is forgotten.</summary>
public sealed class QueuedPressTests : IAsyncDisposable
{
    private readonly PressBench _bench = new()
    {
        Method = "POST",
        Policy = new() { QueueTime = TimeSpan.FromSeconds(4), TotalTimeout = TimeSpan.FromSeconds(10), AttemptTimeout = TimeSpan.FromSeconds(10) },
    };

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task SendAsync_NodesHaveRoom_FirstIsAskedAndHasItsPlaceAgain()
    {
        Limit(1);

        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));
        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));

        Assert.Equal("a! a!", _bench.Asked);
        Assert.Equal((0, 0), (_bench.LoadOf("a").InFlight, _bench.LoadOf("b").Waiting));
    }

    [Fact]
    public async Task SendAsync_FirstNodeIsFull_NextThatHasRoomIsAskedAtOnce()
    {
        Limit(1);
        using var place = _bench.LoadOf("a").TryEnter();
        var press = _bench.Begin();

        Assert.Equal(PressBench.Page, await _bench.SendAsync(press));

        Assert.Equal("b!", _bench.Asked);
        Assert.Equal("b", press.FirstNode.DestinationId);
        Assert.Equal(0ul, press.PhoneId);
    }

    [Fact]
    public async Task SendAsync_AllNodesAreFull_IsServedWhereThereIsAPlaceFirst()
    {
        Limit(1);
        var places = Fill();
        var answer = _bench.SendAsync(_bench.Begin());
        _bench.Health.Advance(1_000);
        Assert.Equal("", _bench.Asked);

        places[2].Dispose();

        Assert.Equal(PressBench.Page, await answer);
        Assert.Equal("c!", _bench.Asked);
        Assert.Equal((0, 0, 0), (_bench.LoadOf("a").Waiting, _bench.LoadOf("b").Waiting, _bench.LoadOf("c").InFlight));
    }

    [Theory]
    [InlineData(0, 4_000)]
    [InlineData(3, 1_000)]
    [InlineData(5, 0)]
    public async Task SendAsync_NoPlaceInTime_IsNotSentAndThePhoneIsTold(int waited, int milliseconds)
    {
        Limit(1);
        Fill();
        var press = _bench.Begin(TimeSpan.FromSeconds(waited));
        var answer = _bench.SendAsync(press);

        Assert.InRange(await _bench.MillisecondsAsync(answer), milliseconds - 10, milliseconds + 20);

        Assert.Null(await answer);
        Assert.Equal("", _bench.Asked);
        var attempt = Assert.Single(press.Attempts);
        Assert.Equal((AttemptFailure.NodeFull, true, false), (attempt.Failure, attempt.NotExecuted, attempt.Cancelled));
        Assert.Equal("at its limit of requests", attempt.Reason);
        Assert.InRange(attempt.Duration.TotalMilliseconds, (waited * 1000) + milliseconds - 10, (waited * 1000) + milliseconds + 20);
        Assert.True(press.IsNotExecuted);
        Assert.Equal((0, 0, 0), (_bench.LoadOf("a").Waiting, _bench.LoadOf("b").Waiting, _bench.LoadOf("c").Waiting));
    }

    [Fact]
    public async Task SendAsync_NoRequestsWait_AnyFreeNodeOrNone()
    {
        (_bench.Queue, var places) = (new() { Length = 0 }, Limited());
        var answer = _bench.SendAsync(_bench.Begin());
        Assert.Null(await answer);

        places[2].Dispose();

        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));
        Assert.Equal("c!", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_OtherTierHasRoom_IsAskedAfterThePatienceWithOneTier()
    {
        _bench.Set("a", priority: 0, limit: 1);
        _bench.Set("b");
        _bench.Set("c");
        _bench.LoadOf("a").TryEnter();
        var answer = _bench.SendAsync(_bench.Begin());
        _bench.Health.Advance(490);
        Assert.Equal("", _bench.Asked);

        Assert.InRange(await _bench.MillisecondsAsync(answer), 10, 30);

        Assert.Equal((PressBench.Page, "b!"), (await answer, _bench.Asked));
    }

    [Fact]
    public async Task SendAsync_NodeOfTheFirstTierRefuses_OtherTierIsAskedAtOnce()
    {
        _bench.Set("a", priority: 0);
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(PressBench.BusyPage));

        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));
        Assert.Equal("a! b!", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_NoRequestsWait_OtherTierIsAskedAtOnce()
    {
        _bench.Queue = new() { Length = 0 };
        _bench.Set("a", priority: 0, limit: 1);
        _bench.LoadOf("a").TryEnter();

        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));
        Assert.Equal("b!", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_NodeIsAtItsLimit_NextIsAsked()
    {
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(PressBench.BusyPage));
        var press = _bench.Begin();

        Assert.Equal(PressBench.Page, await _bench.SendAsync(press));

        Assert.Equal("a! b!", _bench.Asked);
        Assert.NotEqual(0ul, press.PhoneId);
        Assert.False(_bench.IsOut("a"));
    }

    [Fact]
    public async Task SendAsync_AllNodesAreAtTheirLimits_AreAskedAgainUntilOneTakesIt()
    {
        var refusals = 0;
        _bench.Answers["a"] = _bench.Answers["b"] = _bench.Answers["c"] =
            PressBench.Always(() => PressBench.Good(++refusals > 5 ? PressBench.Page : PressBench.BusyPage));
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);

        Assert.InRange(await _bench.MillisecondsAsync(answer), 200, 1_000);

        Assert.Equal(PressBench.Page, await answer);
        Assert.Equal(6, press.Attempts.Count);
        Assert.Equal(["a!", "b!", "c!"], _bench.Asked.Split(' ').Take(3));
        Assert.Equal(["a", "b", "c"], press.Asked.Select(node => node.DestinationId).Order());
    }

    [Fact]
    public async Task SendAsync_AllNodesStayAtTheirLimits_PhoneIsToldAfterTheLongestWait()
    {
        _bench.Answers["a"] = _bench.Answers["b"] = _bench.Answers["c"] = PressBench.Always(() => PressBench.Good(PressBench.BusyPage));
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);

        Assert.InRange(await _bench.MillisecondsAsync(answer), 3_900, 4_300);

        Assert.Null(await answer);
        Assert.True(press.IsNotExecuted);
        Assert.InRange(press.Attempts.Count, 8, 40);
        Assert.Equal(AttemptFailure.NodeFull, press.Attempts[^1].Failure);
        Assert.Equal(0, _bench.Open);
    }

    [Fact]
    public async Task SendAsync_RefusedWhileAnotherRuns_NextWaitsForThatOne()
    {
        var first = new TaskCompletionSource<HttpResponseMessage>();
        var asked = 0;
        OnlyA(limit => ++asked switch
        {
            1 => first.Task.WaitAsync(limit),
            2 => Task.FromResult(PressBench.Good(PressBench.BusyPage)),
            _ => Task.FromResult(PressBench.Good()),
        });
        var running = _bench.SendAsync(_bench.Begin());
        var waiting = _bench.SendAsync(_bench.Begin());
        _bench.Health.Advance(1_000);
        Assert.Equal("a! a!", _bench.Asked);

        first.SetResult(PressBench.Good());

        Assert.Equal(PressBench.Page, await running);
        Assert.Equal(PressBench.Page, await waiting);
        Assert.Equal("a! a! a!", _bench.Asked);
    }

    [Fact]
    public async Task SendAsync_NodeHasRefusedOnce_GetsMoreAtOnceWhenItHasProvenThatItCan()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var asked = 0;
        OnlyA(limit => ++asked switch
        {
            1 => PressBench.After(first, limit),
            2 => Task.FromResult(PressBench.Good(PressBench.BusyPage)), // one runs: that is the limit
            3 => Task.FromResult(PressBench.Good()),
            _ => PressBench.After(second, limit),
        });
        var one = _bench.SendAsync(_bench.Begin());
        var two = _bench.SendAsync(_bench.Begin());
        _bench.Health.Advance(1_000);
        first.SetResult(); // the limit grows by one
        await one;
        await two;

        var three = _bench.SendAsync(_bench.Begin());
        var four = _bench.SendAsync(_bench.Begin());

        Assert.Equal("a! a! a! a! a!", _bench.Asked);
        second.SetResult();
        Assert.Equal((PressBench.Page, PressBench.Page), (await three, await four));
    }

    [Fact]
    public async Task SendAsync_NodeFailsOneLogin_OthersAreSentThereAsBefore()
    {
        var running = new TaskCompletionSource();
        var asked = 0;
        OnlyA(limit => ++asked == 2 ? Task.FromResult(PressBench.Good(status: HttpStatusCode.InternalServerError)) : PressBench.After(running, limit));
        var first = _bench.SendAsync(_bench.Begin());
        Assert.Null(await _bench.SendAsync(_bench.Begin()));

        var third = _bench.SendAsync(_bench.Begin());

        Assert.Equal("a! a! a!", _bench.Asked);
        running.SetResult();
        Assert.Equal((PressBench.Page, PressBench.Page), (await first, await third));
    }

    [Theory]
    [InlineData(1, "a!")]
    [InlineData(2, "a! b!")]
    [InlineData(5, "a! b! c!")]
    public async Task SendAsync_NoNodeIsReached_EachIsAskedOnceWithinThePolicysAttempts(int attempts, string asked)
    {
        _bench.Policy = new() { QueueTime = TimeSpan.FromSeconds(4), MaxAttempts = attempts };
        _bench.Answers["a"] = _bench.Answers["b"] = _bench.Answers["c"] = PressBench.Fails(PressBench.Refused);
        var press = _bench.Begin();

        Assert.Null(await _bench.SendAsync(press));

        Assert.Equal(asked, _bench.Asked);
        Assert.Equal(asked.Split(' ').Length, press.Attempts.Count);
        Assert.True(press.IsNotExecuted);
    }

    [Fact]
    public async Task SendAsync_StatusByWhichANodeRefuses_NextIsAsked()
    {
        _bench.Policy = new() { QueueTime = TimeSpan.FromSeconds(4), RefusedStatuses = "429" };
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(status: HttpStatusCode.TooManyRequests));
        var press = _bench.Begin();

        Assert.Equal(PressBench.Page, await _bench.SendAsync(press));

        Assert.Equal("a! b!", _bench.Asked);
        Assert.Equal((AttemptFailure.BadStatus, "status 429"), (press.Attempts[0].Failure, press.Attempts[0].Reason));
    }

    [Fact]
    public async Task SendAsync_LoginMayHaveBeenExecuted_IsNotSentAgain()
    {
        _bench.Answers["a"] = PressBench.Fails(() => new HttpRequestException("reset", new IOException()));
        var press = _bench.Begin();

        Assert.Null(await _bench.SendAsync(press));

        Assert.Equal("a!", _bench.Asked);
        Assert.False(press.IsNotExecuted);
    }

    [Fact]
    public async Task SendAsync_SecondNodeDidBetter_FirstIsHeldResponsible()
    {
        (_bench.Health.Options.Passive.Phones, _bench.Health.Options.Passive.Failures) = (1, 1);
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(status: HttpStatusCode.ServiceUnavailable));

        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));

        Assert.Equal("a! b!", _bench.Asked);
        Assert.True(_bench.IsOut("a"));
    }

    [Fact]
    public async Task SendAsync_NodeNeverAnswers_EndsWithTheWholeTime()
    {
        _bench.Answers["a"] = PressBench.Never;
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);

        Assert.InRange(await _bench.MillisecondsAsync(answer), 9_990, 10_010);

        Assert.Null(await answer);
        Assert.Equal("a!", _bench.Asked);
        Assert.False(press.IsNotExecuted);
    }

    [Fact]
    public async Task SendAsync_PhoneIsGoneWhileItWaits_NothingIsSentAndNoPlaceIsLost()
    {
        Limit(1);
        var places = Fill();
        using var gone = new CancellationTokenSource();
        var press = _bench.Begin();
        var answer = _bench.SendUntilAsync(press, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Array.ForEach(places, place => place.Dispose());
        Assert.Equal("", _bench.Asked);
        Assert.True(Assert.Single(press.Attempts).Cancelled);
        Assert.Equal((0, 0, 0), (_bench.LoadOf("a").InFlight, _bench.LoadOf("b").InFlight, _bench.LoadOf("c").InFlight));
        Assert.Equal((0, 0, 0), (_bench.LoadOf("a").Waiting, _bench.LoadOf("b").Waiting, _bench.LoadOf("c").Waiting));
    }

    [Fact]
    public async Task SendAsync_PhoneIsGoneBeforeItsTurn_PlaceIsForTheNext()
    {
        Limit(1);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.SendUntilAsync(_bench.Begin(), gone.Token));

        Assert.Equal("", _bench.Asked);
        Assert.Equal(0, _bench.LoadOf("a").InFlight);
    }

    [Fact]
    public async Task SendAsync_PhoneHasASession_WaitsForItsNodeAndThenTakesAnother()
    {
        Limit(1);
        _bench.SessionOf = "b";
        using var place = _bench.LoadOf("b").TryEnter();
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);
        _bench.Health.Advance(3_900);
        Assert.Equal("", _bench.Asked);

        Assert.InRange(await _bench.MillisecondsAsync(answer), 90, 130);

        Assert.Equal((PressBench.Page, "a!"), (await answer, _bench.Asked));
        Assert.True(press.KeepsSession);
    }

    [Fact]
    public async Task SendAsync_NodeOfTheSessionHasRoom_IsAskedAndNoOtherLosesAPlace()
    {
        Limit(1);
        _bench.SessionOf = "b";

        Assert.Equal(PressBench.Page, await _bench.SendAsync(_bench.Begin()));

        Assert.Equal("b!", _bench.Asked);
        Assert.Equal((0, 0), (_bench.LoadOf("a").InFlight, _bench.LoadOf("b").InFlight));
    }

    [Fact]
    public async Task SendAsync_PhoneWithASessionIsGone_NoOtherNodeIsAsked()
    {
        Limit(1);
        _bench.SessionOf = "b";
        using var place = _bench.LoadOf("b").TryEnter();
        using var gone = new CancellationTokenSource();
        var answer = _bench.SendUntilAsync(_bench.Begin(), gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal("", _bench.Asked);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1_000)]
    public async Task SendAsync_NodeComesUpMeanwhile_IsAskedSoon(int milliseconds)
    {
        _bench.Queue = new() { Time = TimeSpan.FromMilliseconds(800) };
        Limit(1);
        _bench.LoadOf("a").TryEnter();
        SetDown("b", "c");
        var answer = _bench.SendAsync(_bench.Begin());
        _bench.Health.Advance(milliseconds);
        Assert.Equal("", _bench.Asked);
        _bench.Cluster.Destinations["c"].Health.Active = DestinationHealth.Healthy;

        Assert.InRange(await _bench.MillisecondsAsync(answer), 10, 220);

        Assert.Equal((PressBench.Page, "c!"), (await answer, _bench.Asked));
    }

    [Fact]
    public async Task SendAsync_NodeIsTakenOutMeanwhile_ItsPlaceIsNotTakenAndTheTurnIsKept()
    {
        Limit(1);
        var places = Fill();
        var answer = _bench.SendAsync(_bench.Begin());
        _bench.Set("a", state: "Maintenance", limit: 1);
        places[0].Dispose();
        _bench.Health.Advance(300);
        Assert.Equal("", _bench.Asked);

        places[1].Dispose();

        Assert.Equal(PressBench.Page, await answer);
        Assert.Equal("b!", _bench.Asked);
        Assert.Equal(0, _bench.LoadOf("a").InFlight);
    }

    private void SetDown(params string[] nodes) =>
        Array.ForEach(nodes, node => _bench.Cluster.Destinations[node].Health.Active = DestinationHealth.Unhealthy);

    private void OnlyA(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _bench.Set("b", state: "Maintenance");
        _bench.Set("c", state: "Maintenance");
        _bench.Answers["a"] = answer;
    }

    private void Limit(int limit)
    {
        foreach (var node in _bench.Cluster.Destinations.Keys)
        {
            _bench.Set(node, limit: limit);
        }
    }

    private IDisposable[] Limited()
    {
        Limit(1);
        return Fill();
    }

    private IDisposable[] Fill() => [_bench.LoadOf("a").TryEnter()!, _bench.LoadOf("b").TryEnter()!, _bench.LoadOf("c").TryEnter()!];
}

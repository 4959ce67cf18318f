using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>Large pages take memory in turns, so that no number of them takes all. Two of them have room at once here.</summary>
public sealed class LargePressTests : IAsyncDisposable
{
    private static readonly string Large = $"<CiscoIPPhoneText><Text>{new string('x', 40_000)}</Text></CiscoIPPhoneText>";
    private static readonly string TooLarge = $"<CiscoIPPhoneText><Text>{new string('x', 300_000)}</Text></CiscoIPPhoneText>";

    private readonly PressBench _bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task SendAsync_LargePages_NextWaitsUntilOneIsNoLongerRead()
    {
        Answer(() => PressBench.Good(Large));
        var first = await HeldAsync();
        await HeldAsync();
        var third = _bench.SendAsync(_bench.Begin());
        Assert.False(third.IsCompleted);

        first.Pages.Release();

        Assert.Equal(Large, await third);
    }

    [Fact]
    public async Task SendAsync_NoMemoryInTime_IsTheGatewaysFaultAndNoNodes()
    {
        _bench.Policy = new() { Replay = Replay.Always, MaxAttempts = 1, AttemptTimeout = TimeSpan.FromSeconds(1), TotalTimeout = TimeSpan.FromHours(1) };
        Answer(() => PressBench.Good(Large));
        await HeldAsync();
        await HeldAsync();
        var press = _bench.Begin();
        var answer = _bench.SendAsync(press);
        await _bench.SoonAsync(answer);

        Assert.Null(await answer);
        Assert.Equal(AttemptFailure.GatewayExhausted, press.Attempts[0].Failure);
        Assert.False(_bench.IsOut("a"));
    }

    [Fact]
    public async Task SendAsync_SmallPages_DoNotWait()
    {
        Answer(() => PressBench.Good(Large));
        await HeldAsync();
        await HeldAsync();
        Answer(() => PressBench.Good());
        var press = _bench.Begin();

        Assert.Equal(PressBench.Page, await _bench.SendAsync(press));
        Assert.False(press.Pages.Any);
    }

    [Fact]
    public async Task SendAsync_LargePagesThatAreBad_AreNotKept()
    {
        Answer(() => PressBench.Good($"<html>{new string('x', 40_000)}</html>"));
        for (var i = 0; i < 4; i++)
        {
            var press = _bench.Begin();
            Assert.Null(await _bench.SendAsync(press));
            Assert.False(press.Pages.Any);
        }
    }

    [Fact]
    public async Task SendAsync_LargePageThatBreaksOff_IsNotKept()
    {
        Answer(() =>
        {
            var answer = new HttpResponseMessage { Content = new StreamContent(new LastReadStream(Encoding.UTF8.GetBytes(Large), () => throw new IOException())) };
            answer.Content.Headers.ContentLength = 50_000;
            return answer;
        });
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await _bench.SendAsync(_bench.Begin()));
        }
    }

    [Fact]
    public async Task SendAsync_LargePageThatIsIllFormed_IsKeptAndTakesTheOnlyPlaceOfItsPress()
    {
        Answer(() => PressBench.Good(Large));
        await HeldAsync();
        _bench.Answers["a"] = PressBench.Always(() => PressBench.Good(Large[..^9]));
        var press = _bench.Begin();

        Assert.Equal(Large, await _bench.SendAsync(press));

        Assert.Equal([AttemptFailure.IllFormedPage, AttemptFailure.None], press.Attempts.Select(attempt => attempt.Failure));
        Assert.True(press.Pages.Any);
    }

    [Fact]
    public async Task SendAsync_PageOfUnknownLength_TakesThePlaceOfTheLargest()
    {
        Answer(() => new() { Content = new StreamContent(new LastReadStream(Encoding.UTF8.GetBytes(Large), () => { })) });
        var first = await HeldAsync();
        Answer(() => PressBench.Good(Large));
        var next = _bench.SendAsync(_bench.Begin());
        Assert.False(next.IsCompleted);

        first.Pages.Release();

        Assert.Equal(Large, await next);
    }

    [Fact]
    public async Task SendAsync_PageThatIsTooLargeToBeHeld_StreamsAtOnceAndHoldsItsPlaceAtTheNode()
    {
        Answer(() => PressBench.Good(Large));
        await HeldAsync();
        await HeldAsync();
        Answer(() => PressBench.Good(TooLarge));
        _bench.Set("a", limit: 1);
        var press = _bench.Begin();

        using var answer = await _bench.AnswerAsync(press);

        Assert.Equal(TooLarge, await answer!.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal((false, 1), (press.Pages.Any, _bench.LoadOf("a").InFlight));
        await _bench.EndAsync();
        Assert.Equal(0, _bench.LoadOf("a").InFlight);
    }

    [Fact]
    public async Task SendAsync_LargestPageThatIsHeld_IsHeld()
    {
        var page = $"<CiscoIPPhoneText>{new string(' ', (256 * 1024) - 37)}</CiscoIPPhoneText>";
        Answer(() => PressBench.Good(page));
        var press = _bench.Begin();

        Assert.Equal(page, await _bench.SendAsync(press));

        Assert.Equal((256 * 1024, true), (page.Length, press.Pages.Any));
    }

    [Fact]
    public async Task SendAsync_AnswerThatOnlyStatesALength_DoesNotWait()
    {
        Answer(() => PressBench.Good(Large));
        await HeldAsync();
        await HeldAsync();
        Answer(() =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.NotModified) { Content = new ByteArrayContent([]) };
            answer.Content.Headers.ContentLength = 40_000;
            return answer;
        });

        using var answer = await _bench.AnswerAsync(_bench.Begin());

        Assert.Equal(HttpStatusCode.NotModified, answer!.StatusCode);
    }

    [Fact]
    public async Task SendAsync_PhoneIsGoneWhileItsPageWaitsForMemory_NodeIsNotHeldResponsible()
    {
        Answer(() => PressBench.Good(Large));
        await HeldAsync();
        await HeldAsync();
        using var gone = new CancellationTokenSource();
        var press = _bench.Begin();
        var answer = _bench.SendUntilAsync(press, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal((true, AttemptFailure.None), (press.Attempts[0].Cancelled, press.Attempts[0].Failure));
        Assert.Equal("a a a", _bench.Asked);
    }

    [Theory]
    [InlineData(0, 500)] // the time for one node
    [InlineData(2, 2_000)] // the policy's own
    public async Task SendAsync_NodeOfALoginIsFull_WaitsForItAsLongAsThePolicySays(int queueTime, int milliseconds)
    {
        // With one active node a login does not choose among places.
        await using var bench = new PressBench(NodePolicyNames.ActiveStandby) { Method = HttpMethods.Post, Policy = new() { QueueTime = TimeSpan.FromSeconds(queueTime) } };
        bench.Set("a", limit: 1);
        bench.LoadOf("a").TryEnter();
        var press = bench.Begin();
        var answer = bench.SendAsync(press);

        Assert.InRange(await bench.MillisecondsAsync(answer), milliseconds - 10, milliseconds + 10);

        Assert.Equal(AttemptFailure.NodeFull, press.Attempts[0].Failure);
        Assert.Equal(milliseconds, press.Attempts[0].Duration.TotalMilliseconds);
        Assert.Equal("", bench.Asked);
    }

    private void Answer(Func<HttpResponseMessage> answer) => _bench.Answers["a"] = _bench.Answers["b"] = _bench.Answers["c"] = PressBench.Always(answer);

    /// <summary>A press whose phone is still reading its page.</summary>
    private async Task<Press> HeldAsync()
    {
        var press = _bench.Begin();
        Assert.Equal(Large, await _bench.SendAsync(press));
        Assert.True(press.Pages.Any);
        return press;
    }
}

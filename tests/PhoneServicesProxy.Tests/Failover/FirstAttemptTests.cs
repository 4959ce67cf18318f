using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class FirstAttemptTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource<Attempt> _node = new();

    [Fact]
    public async Task EndAsync_AttemptIsLate_SaysSoOnce()
    {
        using var first = Start();

        var ending = first.EndAsync(Patience, CancellationToken.None);
        _time.Advance(Patience);

        Assert.Null(await ending);
        Assert.True(first.TakeLateness());
        Assert.False(first.TakeLateness());
    }

    /// <summary>As on a machine that is so busy that nobody came to look before the page was there.</summary>
    [Fact]
    public async Task EndAsync_AttemptEndsBetweenLatenessAndItsNotice_IsTheAttempt()
    {
        using var first = Start();
        var attempt = new Attempt(new DestinationState("pub"));
        var busy = new BusyContext();

        var ending = busy.Run(() => first.EndAsync(Patience, CancellationToken.None).AsTask());
        _time.Advance(Patience);
        _node.SetResult(attempt);
        busy.CatchUp();

        Assert.Same(attempt, await ending);
        Assert.False(first.TakeLateness());
    }

    [Fact]
    public async Task EndAsync_AttemptIsInTime_IsTheAttempt()
    {
        using var first = Start();
        var attempt = new Attempt(new DestinationState("pub"));

        var ending = first.EndAsync(Patience, CancellationToken.None);
        _node.SetResult(attempt);

        Assert.Same(attempt, await ending);
    }

    [Fact]
    public async Task EndAsync_NodeGoesDownMeanwhile_IsLateAtOnce()
    {
        using var first = Start();
        using var down = new CancellationTokenSource();

        var ending = first.EndAsync(Timeout.InfiniteTimeSpan, down.Token);
        await down.CancelAsync();

        Assert.Null(await ending);
        Assert.True(first.TakeLateness());
    }

    [Fact]
    public void EndWithin_BeforeTheTimeIsUp_EndsThen()
    {
        using var first = Start();
        _time.Advance(TimeSpan.FromSeconds(1));

        first.EndWithin(Patience);
        _time.Advance(Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(first.IsTimeUp);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(first.IsTimeUp);
        Assert.True(first.PressIsOver.IsCancellationRequested);
    }

    [Fact]
    public void EndWithin_PipelineHasTheLimit_EndsThen()
    {
        using var first = new FirstAttempt(Timeout.InfiniteTimeSpan, _time, CancellationToken.None);

        first.EndWithin(Patience);
        _time.Advance(Patience);

        Assert.True(first.IsTimeUp);
    }

    [Fact]
    public void EndWithin_Again_LastOneCounts()
    {
        using var first = new FirstAttempt(TimeSpan.FromSeconds(5), _time, CancellationToken.None);

        first.EndWithin(Patience);
        first.EndWithin(2 * Patience);
        _time.Advance(Patience);
        Assert.False(first.IsTimeUp);
        _time.Advance(Patience);

        Assert.True(first.IsTimeUp);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)] // one second has passed
    public void EndWithin_LaterThanTheEndInAnyCase_ChangesNothing(int seconds)
    {
        using var first = new FirstAttempt(TimeSpan.FromSeconds(5), _time, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        first.EndWithin(Patience);

        first.EndWithin(TimeSpan.FromSeconds(seconds));
        _time.Advance(Patience);

        Assert.True(first.IsTimeUp);
    }

    [Fact]
    public void IsTimeUp_LimitHasPassedOrThePhoneIsGone_IsTrue()
    {
        using var gone = new CancellationTokenSource();
        using var first = new FirstAttempt(Timeout.InfiniteTimeSpan, _time, gone.Token);
        using var other = Start();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((false, true), (first.IsTimeUp, other.IsTimeUp));

        gone.Cancel();

        Assert.True(first.IsTimeUp);
    }

    [Fact]
    public async Task JoinAsync_AnotherHasWon_AttemptIsGivenUp()
    {
        using var first = Start();
        using var won = new CancellationTokenSource();
        var joined = first.JoinAsync(won.Token);

        await won.CancelAsync();

        Assert.True(first.PressIsOver.IsCancellationRequested);
        _node.SetResult(new(new DestinationState("pub")) { Cancelled = true });
        Assert.True((await joined).Cancelled);
    }

    [Fact]
    public void Dispose_ThenPhoneGoesOrTimePasses_NothingHappens()
    {
        using var gone = new CancellationTokenSource();
        var first = new FirstAttempt(TimeSpan.FromSeconds(5), _time, gone.Token);
        first.EndWithin(Patience);

        first.Dispose();

        _time.Advance(TimeSpan.FromSeconds(9));
        gone.Cancel();
        Assert.True(gone.IsCancellationRequested);
    }

    private FirstAttempt Start()
    {
        var first = new FirstAttempt(TimeSpan.FromSeconds(5), _time, CancellationToken.None);
        first.Start(new(_node.Task));
        return first;
    }

    /// <summary>Lets what follows an await lie until somebody comes to it.</summary>
    private sealed class BusyContext : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Work, object? State)> _waiting = [];

        public override void Post(SendOrPostCallback d, object? state) => _waiting.Enqueue((d, state));

        public T Run<T>(Func<T> work)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return work();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public void CatchUp()
        {
            while (_waiting.TryDequeue(out var next))
            {
                next.Work(next.State);
            }
        }
    }
}

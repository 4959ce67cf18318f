using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Tests.Exhaustion;

public sealed class ProcessTimeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _real = new();
    private readonly ProcessTime _sut;

    public ProcessTimeTests()
    {
        _sut = new(_real);
        _sut.Beat();
    }

    [Fact]
    public void Timer_ProcessStoodStill_GoesOnWhereItWasInterrupted()
    {
        using var limit = new CancellationTokenSource(Limit, _sut);
        Live(TimeSpan.FromSeconds(1.5));

        _real.Advance(Pause);

        Assert.False(limit.IsCancellationRequested);
        Live(TimeSpan.FromSeconds(1.5));
        Assert.False(limit.IsCancellationRequested);
        Live(TimeSpan.FromSeconds(1));
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public void Timer_ProcessLives_IsOnTime()
    {
        using var limit = new CancellationTokenSource(Limit, _sut);

        Live(Limit - ProcessTime.Period);
        Assert.False(limit.IsCancellationRequested);

        Live(ProcessTime.Period);
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public void Timer_ChangedAfterThePause_IsOnTime()
    {
        var fired = 0;
        using var timer = _sut.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _real.Advance(Pause);

        timer.Change(Limit, Timeout.InfiniteTimeSpan);
        Live(Limit);

        Assert.Equal(1, fired);
    }

    [Fact]
    public void Timer_Periodic_TicksOnAfterAPause()
    {
        var fired = 0;
        using var timer = _sut.CreateTimer(_ => fired++, null, Limit, Limit);
        _real.Advance(Pause);
        var before = fired;

        Live(2 * Limit);

        Assert.Equal(before + 2, fired);
    }

    [Fact]
    public void GetTimestamp_ProcessStoodStill_LeavesThePauseOutAndTellsOfIt()
    {
        var pauses = new List<TimeSpan>();
        _sut.Paused += pauses.Add;
        var began = _sut.GetTimestamp();

        _real.Advance(Pause);

        Assert.InRange(_sut.GetElapsedTime(began), TimeSpan.Zero, ProcessTime.Period);
        Assert.Equal(Pause - ProcessTime.Period, Assert.Single(pauses));
        Assert.True(_sut.PausedSince(began));
        Live(TimeSpan.FromSeconds(1));
        Assert.False(_sut.PausedSince(_sut.GetTimestamp()));
        Assert.Equal(_real.GetUtcNow(), _sut.GetUtcNow());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GetTimestamp_NobodyBeats_IsTheRealOne(bool hasBeaten)
    {
        var sut = new ProcessTime(_real);
        if (hasBeaten)
        {
            sut.Beat();
            sut.EndBeats();
        }

        var began = sut.GetTimestamp();
        _real.Advance(Pause);

        Assert.Equal(Pause, sut.GetElapsedTime(began));
        Assert.False(sut.PausedSince(began));
    }

    /// <summary>The process runs, and its heart beats.</summary>
    private void Live(TimeSpan time)
    {
        for (var lived = TimeSpan.Zero; lived < time; lived += ProcessTime.Period)
        {
            _real.Advance(ProcessTime.Period);
            _sut.Beat();
        }
    }
}

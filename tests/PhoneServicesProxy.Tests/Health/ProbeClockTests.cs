using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

public sealed class ProbeClockTests
{
    private readonly EarlyTimers _time = new();
    private readonly List<TimeSpan> _probes = [];
    private readonly ProbeClock _sut;
    private readonly DateTimeOffset _epoch;

    public ProbeClockTests()
    {
        _epoch = _time.GetUtcNow();
        _sut = new(OnTimer, _time);
    }

    [Fact]
    public void IsDue_NothingScheduled_IsFalse()
    {
        Assert.False(_sut.IsDue());
        Assert.False(_sut.HasStarted);

        _sut.Start();

        Assert.False(_sut.IsDue());
        Assert.True(_sut.HasStarted);
    }

    [Fact]
    public void IsDue_TimerComesTooEarly_WaitsForTheRest()
    {
        _time.Early = TimeSpan.FromMilliseconds(10);
        _sut.Start();

        _sut.Schedule(TimeSpan.FromMilliseconds(250));
        Advance(500);

        Assert.Equal(TimeSpan.FromMilliseconds(250), Assert.Single(_probes));
    }

    [Fact]
    public void IsDue_TimerComesAMomentTooEarly_IsTrue()
    {
        _time.Early = TimeSpan.FromMilliseconds(2);
        _sut.Start();

        _sut.Schedule(TimeSpan.FromMilliseconds(250));
        Advance(500);

        Assert.Equal(TimeSpan.FromMilliseconds(248), Assert.Single(_probes));
    }

    [Fact]
    public void Schedule_SinceTheLastStart_CountsTheTimeThatHasPassed()
    {
        _sut.Start();
        Advance(100);

        _sut.Schedule(TimeSpan.FromMilliseconds(250));
        Advance(400);

        Assert.Equal(TimeSpan.FromMilliseconds(250), Assert.Single(_probes));
    }

    [Fact]
    public void Schedule_TimeHasPassedAlready_IsDueNow()
    {
        _sut.Start();
        Advance(400);

        _sut.Schedule(TimeSpan.FromMilliseconds(250));

        Assert.Equal(TimeSpan.FromMilliseconds(400), Assert.Single(_probes));
    }

    [Fact]
    public void Stop_Scheduled_NeverComes()
    {
        _sut.Schedule(TimeSpan.FromMilliseconds(250));

        _sut.Stop();
        Advance(500);

        Assert.Empty(_probes);
    }

    private void Advance(int milliseconds)
    {
        for (var i = 0; i < milliseconds; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    private void OnTimer()
    {
        if (_sut.IsDue())
        {
            _sut.Start();
            _probes.Add(_time.GetUtcNow() - _epoch);
        }
    }

    /// <summary>Timers that come before their time, as those of a real clock may.</summary>
    private sealed class EarlyTimers : FakeTimeProvider
    {
        public TimeSpan Early { get; set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Timer(this, base.CreateTimer(callback, state, dueTime, period));

        private sealed class Timer(EarlyTimers time, ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime > time.Early ? dueTime - time.Early : dueTime, period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}

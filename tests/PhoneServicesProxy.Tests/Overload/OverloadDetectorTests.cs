using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Tests.Overload;

public sealed class OverloadDetectorTests
{
    private const int Pace = 10;
    private static readonly LoadSheddingOptions Options = new() { TargetDelay = TimeSpan.FromMilliseconds(20), Interval = TimeSpan.FromMilliseconds(100) };

    private readonly OverloadDetector _sut = new();
    private int _now;

    [Fact]
    public void Observe_ShortWaits_NoOverload()
    {
        Observe(waits: 100, delay: 20);

        Assert.False(_sut.IsOverloaded);
    }

    [Fact]
    public void Observe_LongWaitsForLessThanAnInterval_NoOverload()
    {
        Observe(waits: 1, delay: 0);
        Observe(waits: 9, delay: 50);

        Assert.False(_sut.IsOverloaded);
    }

    [Fact]
    public void Observe_OnlyLongWaitsForAnInterval_Overload()
    {
        Observe(waits: 1, delay: 0);
        Observe(waits: 10, delay: 50);

        Assert.True(_sut.IsOverloaded);
        Assert.True(_sut.IsTooLong);
    }

    [Fact]
    public void Observe_OneShortWaitAmongLongOnes_NoOverload()
    {
        for (var round = 0; round < 10; round++)
        {
            Observe(waits: 9, delay: 50);
            Observe(waits: 1, delay: 0);
        }

        Assert.False(_sut.IsOverloaded);
    }

    [Fact]
    public void Observe_ProcessThatStoodStill_NoOverload()
    {
        Observe(waits: 10, delay: 0);
        _now += 900;
        Observe(waits: 4, delay: 900);

        Assert.False(_sut.IsOverloaded);
    }

    [Fact]
    public void Observe_InOverload_ServesOnlyWhileHardlyAnythingWaits()
    {
        Observe(waits: 20, delay: 50);

        Observe(waits: 1, delay: 4);
        Assert.True(_sut.IsOverloaded);
        Assert.False(_sut.IsTooLong);

        Observe(waits: 1, delay: 5);
        Assert.True(_sut.IsTooLong);
    }

    [Fact]
    public void Observe_FiveCalmIntervals_OverloadIsOver()
    {
        Observe(waits: 20, delay: 50);

        Observe(waits: 50, delay: 1);
        Assert.True(_sut.IsOverloaded);

        Observe(waits: 50, delay: 1);
        Assert.False(_sut.IsOverloaded);
    }

    [Fact]
    public void Observe_SilenceAfterALongOverload_IsOverSoonAfterFiveIntervals()
    {
        Observe(waits: 500, delay: 50);

        // Somebody looks now and then, though nobody comes.
        for (var look = 0; look < 14; look++)
        {
            _now += 50 - Pace;
            Observe(waits: 1, delay: 0);
        }

        Assert.True(_sut.IsOverloaded);
        _now += 50;
        Observe(waits: 1, delay: 0);
        Assert.False(_sut.IsOverloaded);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(20, false)]
    public void Observe_SomeTurnedAway_OverloadLastsWhereTheyAreMany(int oneIn, bool lasts)
    {
        Observe(waits: 20, delay: 50);

        for (var round = 0; round < 200 / oneIn; round++)
        {
            Observe(waits: oneIn - 1, delay: 1);
            Observe(waits: 1, delay: 10);
        }

        Assert.Equal(lasts, _sut.IsOverloaded);
    }

    [Fact]
    public void Observe_NobodyForAnInterval_LongWaitsBeforeDoNotCount()
    {
        Observe(waits: 9, delay: 50);
        _now += 200;
        Observe(waits: 4, delay: 50);

        Assert.False(_sut.IsOverloaded);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, true)]
    public void Observe_AFewLongWaits_OverloadWhereManyPressesAreInFlight(int inFlight, bool overload)
    {
        Observe(waits: 1, delay: 0);
        Observe(waits: 4, delay: 50, inFlight);
        Assert.False(_sut.IsOverloaded);

        Observe(waits: 1, delay: 50, inFlight);

        Assert.Equal(overload, _sut.IsOverloaded);
    }

    [Fact]
    public void Observe_ManyPressesWaitForNodesAndNotForThreads_NoOverload()
    {
        Observe(waits: 100, delay: 1, inFlight: 5000);

        Assert.False(_sut.IsOverloaded);
    }

    [Fact]
    public void Begin_QueueElsewhere_OverloadUntilItIsCalm()
    {
        Observe(waits: 10, delay: 0);
        _sut.Begin(TimeSpan.FromMilliseconds(_now));
        Assert.True(_sut.IsOverloaded);

        Observe(waits: 49, delay: 0);
        Assert.True(_sut.IsOverloaded);

        Observe(waits: 2, delay: 0);
        Assert.False(_sut.IsOverloaded);
    }

    private void Observe(int waits, int delay, int inFlight = 0)
    {
        for (var wait = 0; wait < waits; wait++)
        {
            _now += Pace;
            _sut.Observe(TimeSpan.FromMilliseconds(_now), TimeSpan.FromMilliseconds(delay), inFlight, Options);
        }
    }
}

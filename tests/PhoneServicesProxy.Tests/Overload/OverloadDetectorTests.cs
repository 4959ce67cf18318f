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
        Assert.True(_sut.IsDelayLong);
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
    public void Observe_InOverload_ShorterDelaysAreLong()
    {
        Observe(waits: 20, delay: 50);

        Observe(waits: 1, delay: 4);
        Assert.True(_sut.IsOverloaded);
        Assert.False(_sut.IsDelayLong);

        Observe(waits: 1, delay: 5);
        Assert.True(_sut.IsDelayLong);
    }

    [Fact]
    public void Observe_FiveQuietIntervals_OverloadEnds()
    {
        Observe(waits: 20, delay: 50);

        Observe(waits: 50, delay: 1);
        Assert.True(_sut.IsOverloaded);

        Observe(waits: 50, delay: 1);
        Assert.False(_sut.IsOverloaded);
    }

    [Fact]
    public void Observe_NoLoadAfterLongOverload_EndsAfterFiveIntervals()
    {
        Observe(waits: 500, delay: 50);

        // A few measurements follow, without any load.
        for (var measurement = 0; measurement < 14; measurement++)
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
    public void Observe_SomeLongDelays_OverloadLastsIfTheyAreMany(int oneIn, bool lasts)
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
    public void Observe_NothingForAnInterval_EarlierLongWaitsDoNotCount()
    {
        Observe(waits: 9, delay: 50);
        _now += 200;
        Observe(waits: 4, delay: 50);

        Assert.False(_sut.IsOverloaded);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, true)]
    public void Observe_AFewLongWaits_OverloadIfManyPressesAreInFlight(int inFlight, bool overload)
    {
        Observe(waits: 1, delay: 0);
        Observe(waits: 4, delay: 50, inFlight);
        Assert.False(_sut.IsOverloaded);

        Observe(waits: 1, delay: 50, inFlight);

        Assert.Equal(overload, _sut.IsOverloaded);
    }

    [Fact]
    public void Observe_ManyPressesWithShortDelays_NoOverload()
    {
        Observe(waits: 100, delay: 1, inFlight: 5000);

        Assert.False(_sut.IsOverloaded);
    }

    [Fact]
    public void Start_QueueElsewhere_OverloadUntilDelaysAreShort()
    {
        Observe(waits: 10, delay: 0);
        _sut.Start(TimeSpan.FromMilliseconds(_now));
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

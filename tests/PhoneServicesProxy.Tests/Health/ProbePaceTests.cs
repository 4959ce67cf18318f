using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public class ProbePaceTests
{
    private const DestinationHealth Up = DestinationHealth.Healthy;
    private const DestinationHealth Down = DestinationHealth.Unhealthy;
    private const DestinationHealth Unknown = DestinationHealth.Unknown;

    private static readonly ProbePace Sut = new(Ms(600), Ms(500), Ms(250), Fall: 2, Jitter: 0.2);

    [Theory]
    [InlineData(false, Unknown, Unknown, 250)]
    [InlineData(false, Up, Unknown, 250)]
    [InlineData(false, Down, Unknown, 600)]
    [InlineData(true, Down, Unknown, 250)]
    [InlineData(true, Up, Down, 600)]
    [InlineData(true, Up, Up, 600)]
    [InlineData(true, Unknown, Unknown, 600)]
    public void AfterResult_WithoutChance_IsAsLongAsItMayBe(
        bool good, DestinationHealth active, DestinationHealth passive, int expected) =>
        Assert.Equal(Ms(expected), Sut.AfterResult(good, active, passive, chance: 0));

    [Fact]
    public void AfterResult_AnyChance_OnlyShortensTheInterval()
    {
        for (var chance = 0.0; chance < 1; chance += 0.05)
        {
            Assert.InRange(Sut.AfterResult(true, Up, Unknown, chance), Ms(480), Ms(600));
        }
    }

    [Fact]
    public void AfterResult_DownWithLongInterval_StillAsksEverySecond() =>
        Assert.Equal(Ms(1000), (Sut with { Interval = Ms(15_000) }).AfterResult(false, Down, Unknown, 0));

    [Theory]
    [InlineData(true, 1000)]
    [InlineData(false, 250)]
    public void AfterResult_OutByRequestsWithLongInterval_IsAskedSoon(bool good, int expected) =>
        Assert.Equal(Ms(expected), (Sut with { Interval = Ms(15_000) }).AfterResult(good, Up, Down, 0));

    [Fact]
    public void Recovery_FastIntervalIsLong_IsThat() => Assert.Equal(Ms(3000), (Sut with { Interval = Ms(15_000), FastInterval = Ms(3000) }).Recovery);

    [Fact]
    public void AfterUnanswered_Up_IsFast() => Assert.Equal(Ms(250), Sut.AfterUnanswered(down: false));

    [Fact]
    public void AfterUnanswered_DownWithLongTimeLimit_SpreadsProbesOverIt() =>
        Assert.Equal(Ms(5000), (Sut with { Timeout = Ms(10_000) }).AfterUnanswered(down: true));

    [Fact]
    public void Fast_IntervalIsShorter_IsTheInterval() =>
        Assert.Equal(Ms(100), (Sut with { Interval = Ms(100) }).Fast);

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);
}

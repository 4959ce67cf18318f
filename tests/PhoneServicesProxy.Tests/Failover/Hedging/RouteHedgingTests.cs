using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Failover.Hedging;

namespace PhoneServicesProxy.Tests.Failover.Hedging;

public sealed class RouteHedgingTests
{
    private static readonly HedgingOptions Options = new() { Enabled = true };
    private readonly RouteHedging _sut = new(new FakeTimeProvider());

    [Fact]
    public void Delay_NothingKnown_IsFiveTimesTheShortest() =>
        Assert.Equal(TimeSpan.FromMilliseconds(100), _sut.Delay(Options));

    [Theory]
    [InlineData(1, 20, 20)]
    [InlineData(50, 100, 120)]
    [InlineData(2000, 500, 500)]
    public void Delay_AnswersKnown_IsTwiceTheHighQuantileWithinItsBounds(double answer, double least, double most)
    {
        for (var i = 0; i < 100; i++)
        {
            _sut.Answers.Add(TimeSpan.FromMilliseconds(answer));
        }

        Assert.InRange(_sut.Delay(Options).TotalMilliseconds, least, most);
    }

    [Fact]
    public void NextDelay_BudgetIsSpent_AsksAgainLater()
    {
        for (var i = 0; i < 100; i++)
        {
            _sut.Answers.Add(TimeSpan.FromMilliseconds(1));
        }

        var before = _sut.NextDelay(Options);
        for (var hedge = 0; hedge < HedgeBudget.Floor; hedge++)
        {
            Assert.True(_sut.Budget.TrySpend(Options.Budget));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(20), before);
        Assert.Equal(TimeSpan.FromMilliseconds(100), _sut.NextDelay(Options));
    }

    [Fact]
    public void Delay_HedgesCutOffTheSlowest_DoesNotCreepDown()
    {
        // Exponentially distributed answers around 100 ms of which only the winners' times are seen.
        var random = new Random(7);
        var options = new HedgingOptions { Enabled = true, MaxDelay = TimeSpan.FromSeconds(10) };
        var hedged = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var (delay, first) = (_sut.Delay(options), Answer());
            if (first > delay && i > 1000)
            {
                hedged++;
            }

            var second = Answer();
            _sut.Answers.Add(first > delay && delay + second < first ? second : first);
        }

        Assert.InRange(hedged, 0, 190);

        TimeSpan Answer() => TimeSpan.FromMilliseconds(-100 * Math.Log(1 - random.NextDouble()));
    }
}

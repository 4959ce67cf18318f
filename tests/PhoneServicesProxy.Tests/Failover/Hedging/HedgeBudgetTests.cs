using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Failover.Hedging;

namespace PhoneServicesProxy.Tests.Failover.Hedging;

public sealed class HedgeBudgetTests
{
    private const double Share = 0.1;

    private readonly FakeTimeProvider _time = new();
    private readonly HedgeBudget _budget;

    public HedgeBudgetTests() => _budget = new(_time);

    [Fact]
    public void TrySpend_NoShare_IsNeverAllowed()
    {
        Press(1000);

        Assert.False(_budget.HasRoom(0));
        Assert.False(_budget.TrySpend(0));
    }

    [Fact]
    public void TrySpend_QuietService_HasTheFloor()
    {
        Press(1);

        Assert.Equal(HedgeBudget.Floor, SpendAll());
        Assert.False(_budget.HasRoom(Share));
    }

    [Fact]
    public void TrySpend_BusyService_HasItsShare()
    {
        Press(1234);

        Assert.Equal(123, SpendAll());
    }

    [Fact]
    public void GiveBack_HedgeThatWasNotMade_IsAllowedAgain()
    {
        Press(1);
        SpendAll();

        _budget.GiveBack();

        Assert.Equal(1, _budget.Left(Share));
        Assert.True(_budget.TrySpend(Share));
        Assert.False(_budget.TrySpend(Share));
    }

    [Fact]
    public void GiveBack_InTheNextSecond_IsAllowedAgain()
    {
        Press(1);
        SpendAll();
        _time.Advance(TimeSpan.FromSeconds(1));

        _budget.GiveBack();

        Assert.Equal(1, _budget.Left(Share));
    }

    [Fact]
    public void Left_SomeSpent_IsTheRest()
    {
        Press(1234);

        Assert.Equal(0, _budget.Left(0));
        Assert.Equal(123, _budget.Left(Share));
        Assert.True(_budget.TrySpend(Share));
        Assert.Equal(122, _budget.Left(Share));
        SpendAll();
        Assert.Equal(0, _budget.Left(Share));
        Assert.Equal(0, _budget.Left(Share / 2));
    }

    [Fact]
    public void TrySpend_EverythingIsLate_StaysWithinTheShareInAnyTenSeconds()
    {
        var spent = new List<int>();
        for (var second = 0; second < 60; second++)
        {
            var hedges = 0;
            for (var press = 0; press < 100; press++)
            {
                Press(1);
                hedges += _budget.TrySpend(Share) ? 1 : 0;
                _time.Advance(TimeSpan.FromMilliseconds(10));
            }

            spent.Add(hedges);
        }

        Assert.InRange(spent.Sum(), 500, 600);
        for (var from = 0; from <= spent.Count - 10; from++)
        {
            Assert.True(spent.Skip(from).Take(10).Sum() <= 110, $"from second {from}");
        }
    }

    [Fact]
    public void TrySpend_TenSecondsLater_StartsAnew()
    {
        Press(1000);
        SpendAll();
        _time.Advance(TimeSpan.FromSeconds(5));
        var soon = SpendAll();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(0, soon);
        Assert.Equal(HedgeBudget.Floor, SpendAll());
    }

    [Fact]
    public void HasRoomAndLeft_TenSecondsLater_AreWhatWouldBeAllowedNow()
    {
        SpendAll();
        Assert.Equal((false, 0), (_budget.HasRoom(Share), _budget.Left(Share)));

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.True(_budget.HasRoom(Share));
        SpendAll();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HedgeBudget.Floor, _budget.Left(Share));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void GiveBack_LaterOrTwice_NeverAllowsMoreThanTheLimit(int seconds)
    {
        _budget.TrySpend(Share);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        _budget.GiveBack();
        _budget.GiveBack();

        Assert.Equal(HedgeBudget.Floor, _budget.Left(Share));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HedgeBudget.Floor, _budget.Left(Share));
    }

    [Fact]
    public void TrySpend_AfterAnHour_StartsAnew()
    {
        Press(1000);
        SpendAll();
        _time.Advance(TimeSpan.FromHours(1));
        Press(200);

        Assert.Equal(20, SpendAll());
    }

    private void Press(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _budget.CountPress();
        }
    }

    private int SpendAll()
    {
        var spent = 0;
        while (spent < 2000 && _budget.TrySpend(Share))
        {
            spent++;
        }

        return spent;
    }
}

using PhoneServicesProxy.Failover.Hedging;

namespace PhoneServicesProxy.Tests.Failover.Hedging;

public sealed class AnswerTimesTests
{
    private readonly AnswerTimes _times = new();

    [Fact]
    public void High_FewAnswers_IsNotKnown()
    {
        Add(15, milliseconds: 5);

        Assert.False(_times.IsKnown);
        Assert.Equal(TimeSpan.Zero, _times.High);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(2)]
    [InlineData(300)]
    [InlineData(200_000)]
    public void High_AllAlike_IsJustAbove(double milliseconds)
    {
        Add(64, milliseconds);

        Assert.InRange(_times.High.TotalMilliseconds, Math.Min(milliseconds, 80_000), Math.Max(0.1, milliseconds * 1.2));
    }

    [Fact]
    public void High_OneInTenIsSlow_IsTheirs()
    {
        for (var i = 0; i < 100; i++)
        {
            Add(9, milliseconds: 2);
            Add(1, milliseconds: 100);
        }

        Assert.InRange(_times.High.TotalMilliseconds, 100, 120);
    }

    [Fact]
    public void High_OneInFiftyIsSlow_IsTheOthers()
    {
        for (var i = 0; i < 100; i++)
        {
            Add(49, milliseconds: 2);
            Add(1, milliseconds: 100);
        }

        Assert.InRange(_times.High.TotalMilliseconds, 2, 2.4);
    }

    [Fact]
    public void High_FewAnswersAndOneIsSlow_IsTheOthers()
    {
        Add(1, milliseconds: 100);
        Add(31, milliseconds: 2);

        Assert.InRange(_times.High.TotalMilliseconds, 2, 2.4);
    }

    [Fact]
    public void High_ServiceBecomesSlowAndFastAgain_Follows()
    {
        Add(5000, milliseconds: 2);
        Add(100, milliseconds: 300);
        var slow = _times.High;
        Add(4000, milliseconds: 2);

        Assert.InRange(slow.TotalMilliseconds, 300, 360);
        Assert.InRange(_times.High.TotalMilliseconds, 2, 2.4);
    }

    private void Add(int count, double milliseconds)
    {
        for (var i = 0; i < count; i++)
        {
            _times.Add(TimeSpan.FromMilliseconds(milliseconds));
        }
    }
}

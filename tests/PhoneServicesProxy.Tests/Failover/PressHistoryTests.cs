using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PressHistoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PressHistory _sut;

    public PressHistoryTests() => _sut = new(_time);

    [Fact]
    public void Sum_Seconds_AreCountedApart()
    {
        var first = _sut.Now;
        Add(3, PressOutcome.Ok);
        _time.Advance(TimeSpan.FromSeconds(2));
        Add(1, PressOutcome.FailedOver);

        Assert.Equal(3, _sut.Sum(first, first)[PressOutcome.Ok]);
        Assert.Equal(0, _sut.Sum(first + 1, first + 1)[PressOutcome.Ok]);
        Assert.Equal(1, _sut.Sum(first + 2, first + 2)[PressOutcome.FailedOver]);
        Assert.Equal(0, _sut.Sum(first + 3, first + 9)[PressOutcome.FailedOver]);
        Assert.Equal((3, 1), (_sut.Sum(first, first + 2)[PressOutcome.Ok], _sut.Sum(first, first + 2)[PressOutcome.FailedOver]));
    }

    [Theory]
    [InlineData(299, 2)]
    [InlineData(300, 1)]
    [InlineData(301, 1)]
    [InlineData(100_000, 1)]
    public void Sum_AfterRingHasTurned_HoldsWhatIsKept(int later, long expected)
    {
        var first = _sut.Now;
        Add(1, PressOutcome.Ok);
        _time.Advance(TimeSpan.FromSeconds(later));
        Add(1, PressOutcome.Ok);

        Assert.Equal(expected, _sut.Sum(first, _sut.Now)[PressOutcome.Ok]);
        Assert.Equal(2, Assert.Single(_sut.Services).Value.Totals[PressOutcome.Ok]);
    }

    [Fact]
    public void Sum_SecondsInTheFuture_AreEmpty()
    {
        Add(1, PressOutcome.Ok);
        _time.Advance(TimeSpan.FromSeconds(100));
        Add(1, PressOutcome.Ok);

        Assert.Equal(0, _sut.Sum(_sut.Now + 1, _sut.Now + 299)[PressOutcome.Ok]);
        Assert.Equal(1, _sut.Sum(_sut.Now, _sut.Now + 299)[PressOutcome.Ok]);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(299, 2)]
    [InlineData(300, 3)]
    public void Before_Second_IsAllSinceTheStartButWhatIsKeptFromThenOn(int later, long expected)
    {
        Add(2, PressOutcome.Ok);
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = _sut.Now;
        Add(1, PressOutcome.Ok);
        _time.Advance(TimeSpan.FromSeconds(later));
        _sut.Add("menu", PressOutcome.ErrorPage);

        Assert.Equal(expected, _sut.Before("Menu", second)[PressOutcome.Ok]);
        Assert.Equal((3, 1), (_sut.Before("menu", _sut.Now + 1)[PressOutcome.Ok], _sut.Before("menu", _sut.Now + 1)[PressOutcome.ErrorPage]));
        Assert.Equal(0, _sut.Before("directory", second)[PressOutcome.Ok]);
    }

    [Fact]
    public void Sum_Service_IsItsOwn()
    {
        _sut.Add("menu", PressOutcome.Ok);
        _sut.Add("directory", PressOutcome.Ok);

        Assert.Equal(1, _sut.Sum(0, _sut.Now, "Menu")[PressOutcome.Ok]);
        Assert.Equal(2, _sut.Sum(0, _sut.Now)[PressOutcome.Ok]);
    }

    private void Add(int count, PressOutcome outcome)
    {
        for (var i = 0; i < count; i++)
        {
            _sut.Add("menu", outcome);
        }
    }
}

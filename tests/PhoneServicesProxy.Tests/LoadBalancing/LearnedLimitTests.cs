using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class LearnedLimitTests
{
    private const string Service = "extension-mobility";
    private readonly FakeTimeProvider _time = new();
    private readonly NodeLoad _load = new();
    private long _now;

    [Fact]
    public void Join_NothingLearnedYet_EntersAtOnce() => Assert.All(Enumerable.Range(0, 100), _ => Assert.NotNull(Place(Join())));

    [Fact]
    public void Refused_WhileOthersRun_AsManyAsRunAreTheLimit()
    {
        var places = Fill(6);

        places[5].Leave(PlaceResult.Refused, _time);

        Assert.False(Join().IsServed);
        Assert.Equal(5, _load.InFlight);
    }

    [Fact]
    public void Refused_AnotherServiceAtTheNode_IsNotLimited()
    {
        Fill(2)[1].Leave(PlaceResult.Refused, _time);
        Assert.False(Join().IsServed);

        Assert.True(Join("other").IsServed);
        Assert.NotNull(_load.TryEnter());
    }

    [Fact]
    public void Executed_SomebodyWaits_EntersInHisPlace()
    {
        var places = Fill(3);
        places[2].Leave(PlaceResult.Refused, _time);
        var (first, second) = (Join(), Join());

        places[0].Leave(PlaceResult.Executed, _time);

        Assert.True(first.IsServed);
        Assert.False(second.IsServed);
        Assert.Equal(2, _load.InFlight);
    }

    [Fact]
    public void Join_CameEarlierButRefused_IsServedBeforeThoseWhoCameLater()
    {
        var early = _now;
        var places = Fill(2);
        places[1].Leave(PlaceResult.Refused, _time);
        var late = Join();
        var again = new PlaceWaiter(early, Service);
        _load.Join(again);

        places[0].Leave(PlaceResult.Executed, _time);

        Assert.True(again.IsServed);
        Assert.False(late.IsServed);
    }

    [Theory]
    [InlineData(900, 2)]
    [InlineData(1000, 3)]
    public void Executed_AllOfTheLimitIsUsed_GrowsByOneEachSecond(int milliseconds, int expected)
    {
        var places = Fill(3);
        places[2].Leave(PlaceResult.Refused, _time);
        var waiting = Enumerable.Range(0, 5).Select(_ => Join()).ToArray();

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        places[0].Leave(PlaceResult.Executed, _time);

        Assert.Equal(expected, _load.InFlight);
        Assert.Equal(expected - 1, waiting.Count(waiter => waiter.IsServed));
    }

    [Fact]
    public void Refused_NothingOfOursRuns_PausesLongerEachTimeUntilOneIsExecuted()
    {
        foreach (var pause in new[] { 50, 100, 200, 400, 800, 800 })
        {
            var place = Place(Join())!;
            place.Leave(PlaceResult.Refused, _time);
            var waiter = Join();

            _time.Advance(TimeSpan.FromMilliseconds(pause - 1));
            _load.ReopenIfDue(Service, _time);
            Assert.False(waiter.IsServed);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _load.ReopenIfDue(Service, _time);
            Assert.True(waiter.IsServed);
            Place(waiter)!.Dispose();
        }

        Place(Join())!.Leave(PlaceResult.Executed, _time);
        Place(Join())!.Leave(PlaceResult.Refused, _time);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        _load.ReopenIfDue(Service, _time);
        Assert.True(Join().IsServed);
    }

    private NodePlace[] Fill(int places) => [.. Enumerable.Range(0, places).Select(_ => Place(Join())!)];

    private PlaceWaiter Join(string service = Service)
    {
        var waiter = new PlaceWaiter(_now++, service);
        _load.Join(waiter);
        return waiter;
    }

    private static NodePlace? Place(PlaceWaiter waiter) => waiter.Granted.IsCompletedSuccessfully ? waiter.Granted.Result : null;
}

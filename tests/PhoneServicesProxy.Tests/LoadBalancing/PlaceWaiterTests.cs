using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class PlaceWaiterTests
{
    private readonly NodeLoad _a = new() { Limit = 1 };
    private readonly NodeLoad _b = new() { Limit = 1 };
    private readonly PlaceWaiter _waiter = new(since: 1, "service");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Join_TwoFullNodes_EntersWhereTheFirstPlaceIsFreeAndNowhereElse()
    {
        using var atA = _a.TryEnter();
        var atB = _b.TryEnter()!;
        JoinBoth();

        atB.Dispose();

        Assert.Same(_b, (await _waiter.Granted).Load);
        atA!.Dispose();
        Assert.Equal((0, 0), (_a.InFlight, _a.Waiting));
        Assert.Equal((1, 0), (_b.InFlight, _b.Waiting));
    }

    [Fact]
    public async Task TakeAsync_GaveUp_NoNodeGivesAPlace()
    {
        var (atA, atB) = (_a.TryEnter()!, _b.TryEnter()!);
        JoinBoth();

        Assert.Null(await _waiter.TakeAsync());
        _a.Forget(_waiter);
        atA.Dispose();
        atB.Dispose();

        Assert.Equal((0, 0, 0, 0), (_a.InFlight, _a.Waiting, _b.InFlight, _b.Waiting));
    }

    [Fact]
    public async Task WaitAsync_PressesOfBothKinds_InTheOrderInWhichTheyCame()
    {
        var place = _a.TryEnter()!;
        _a.Join(_waiter);
        var later = _a.WaitAsync(1, since: 2, Cancellation).AsTask();
        var earlier = new PlaceWaiter(since: 0, "service");
        _a.Join(earlier);

        place.Dispose();
        var first = await earlier.Granted;
        Assert.False(_waiter.IsServed);
        first.Dispose();
        (await _waiter.Granted).Dispose();
        Assert.NotNull(await later);
    }

    [Fact]
    public async Task WaitAsync_ManyWaitForAnyNode_DoNotFillTheQueueOfTheNode()
    {
        using var place = _a.TryEnter();
        for (var i = 0; i < 10; i++)
        {
            _a.Join(new(i, "service"));
        }

        var waiting = _a.WaitAsync(1, since: 20, Cancellation).AsTask();

        Assert.False(waiting.IsCompleted);
        Assert.Null(await _a.WaitAsync(1, since: 21, Cancellation));
    }

    [Trait("Size", "Large")]
    [Fact]
    public async Task Join_ManyAtTwoNodesWhileLimitsChange_EachEntersOnceAndNothingIsLost()
    {
        var most = 0;
        var running = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(
            async () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    _a.Limit = 1 + ((client + i) % 3);
                    var waiter = new PlaceWaiter(i, "service");
                    _a.Join(waiter);
                    _b.Join(waiter);
                    var gaveUp = (client + i) % 5 == 0 && await waiter.TakeAsync() is null;
                    if (!gaveUp)
                    {
                        using var place = await waiter.Granted;
                        most = Math.Max(most, Interlocked.Increment(ref running));
                        await Task.Yield();
                        Interlocked.Decrement(ref running);
                    }

                    _a.Forget(waiter);
                    _b.Forget(waiter);
                }
            },
            Cancellation))).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation);

        Assert.InRange(most, 1, 4);
        Assert.Equal((0, 0, 0, 0), (_a.InFlight, _a.Waiting, _b.InFlight, _b.Waiting));
    }

    private void JoinBoth()
    {
        _a.Join(_waiter);
        _b.Join(_waiter);
        Assert.Equal((1, 1), (_a.Waiting, _b.Waiting));
    }
}

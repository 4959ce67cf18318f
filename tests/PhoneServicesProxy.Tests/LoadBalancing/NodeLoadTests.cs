using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class NodeLoadTests
{
    private const int Queue = 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void TryEnter_AtTheLimit_GivesNothingUntilAPlaceIsGivenBack()
    {
        var load = new NodeLoad { Limit = 2 };
        using var first = load.TryEnter();
        using var second = load.TryEnter();

        Assert.False(load.HasRoom);
        Assert.Null(load.TryEnter());
        first!.Dispose();
        Assert.True(load.HasRoom);
        Assert.NotNull(load.TryEnter());
        Assert.Equal(2, load.InFlight);
    }

    [Fact]
    public void TryEnter_NoLimit_OnlyCounts()
    {
        var load = new NodeLoad();
        var places = Enumerable.Range(0, 1000).Select(_ => load.TryEnter()!).ToArray();

        Assert.Equal(1000, load.InFlight);
        Assert.True(load.HasRoom);
        Array.ForEach(places, place => place.Dispose());
        Assert.Equal(0, load.InFlight);
    }

    [Fact]
    public void Dispose_Twice_GivesBackOnePlace()
    {
        var load = new NodeLoad { Limit = 1 };
        var place = load.TryEnter()!;
        place.Dispose();
        place.Dispose();

        Assert.Equal(0, load.InFlight);
        Assert.NotNull(load.TryEnter());
        Assert.Null(load.TryEnter());
    }

    [Fact]
    public async Task WaitAsync_QueueIsFull_GivesNothingAtOnce()
    {
        var load = new NodeLoad { Limit = 1 };
        using var place = load.TryEnter();
        var waiting = Enumerable.Range(0, Queue).Select(_ => load.WaitAsync(Queue, 0, Cancellation).AsTask()).ToArray();

        Assert.Null(await load.WaitAsync(Queue, 0, Cancellation));
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
        Assert.Equal(Queue, load.Waiting);
    }

    [Fact]
    public async Task WaitAsync_PlacesAreGivenBack_FirstInFirstOut()
    {
        var load = new NodeLoad { Limit = 1 };
        var place = load.TryEnter()!;
        var first = load.WaitAsync(Queue, 0, Cancellation).AsTask();
        var second = load.WaitAsync(Queue, 0, Cancellation).AsTask();

        place.Dispose();
        var next = await first;
        Assert.False(second.IsCompleted);
        Assert.Null(load.TryEnter());
        next!.Dispose();
        Assert.NotNull(await second);
        Assert.Equal((1, 0), (load.InFlight, load.Waiting));
    }

    [Fact]
    public async Task WaitAsync_GivenUp_LeavesNoTrace()
    {
        var load = new NodeLoad { Limit = 1 };
        var place = load.TryEnter()!;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = load.WaitAsync(Queue, 0, giveUp.Token).AsTask();

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        place.Dispose();

        Assert.Equal((0, 0), (load.InFlight, load.Waiting));
        Assert.NotNull(load.TryEnter());
    }

    [Fact]
    public async Task WaitAsync_QueueLengthenedMeanwhile_WhoWaitsGoesOnWaiting()
    {
        var load = new NodeLoad { Limit = 1 };
        var place = load.TryEnter()!;
        var first = load.WaitAsync(1, 0, Cancellation).AsTask();
        Assert.Null(await load.WaitAsync(1, 0, Cancellation));
        var second = load.WaitAsync(2, 0, Cancellation).AsTask();

        place.Dispose();
        (await await Task.WhenAny(first, second))!.Dispose();
        await Task.WhenAll(first, second);

        Assert.All(new[] { await first, await second }, Assert.NotNull);
    }
}

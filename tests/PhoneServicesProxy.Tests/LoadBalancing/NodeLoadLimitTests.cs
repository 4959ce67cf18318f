using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Tests.LoadBalancing;

/// <summary>A reload changes the limit while requests are running and waiting.</summary>
public sealed class NodeLoadLimitTests
{
    private const int Queue = 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Limit_Lowered_NobodyEntersUntilEnoughHaveLeft()
    {
        var load = new NodeLoad { Limit = 4 };
        var places = Enumerable.Range(0, 4).Select(_ => load.TryEnter()!).ToArray();

        load.Limit = 2;
        for (var left = 0; left < 3; left++)
        {
            Assert.Null(load.TryEnter());
            Assert.False(load.HasRoom);
            places[left].Dispose();
        }

        Assert.Equal(1, load.InFlight);
        Assert.NotNull(load.TryEnter());
        Assert.Null(load.TryEnter());
    }

    [Fact]
    public void Limit_IntroducedUnderLoad_CountsWhatIsRunning()
    {
        var load = new NodeLoad();
        var places = Enumerable.Range(0, 3).Select(_ => load.TryEnter()!).ToArray();

        load.Limit = 2;
        Assert.Null(load.TryEnter());
        places[0].Dispose();
        Assert.Null(load.TryEnter());
        places[1].Dispose();
        Assert.NotNull(load.TryEnter());
        Assert.Null(load.TryEnter());
    }

    [Fact]
    public async Task Limit_RaisedWhileSomebodyWaits_HeEntersAtOnce()
    {
        var load = new NodeLoad { Limit = 1 };
        using var place = load.TryEnter();
        var waiting = load.WaitAsync(Queue, 0, Cancellation).AsTask();

        load.Limit = 3;

        Assert.NotNull(await waiting);
        Assert.NotNull(load.TryEnter());
        Assert.Null(load.TryEnter());
        Assert.Equal(3, load.InFlight);
    }

    [Fact]
    public async Task Limit_RemovedWhileSomebodyWaits_HeEntersAtOnceAndAllLeaveInTheEnd()
    {
        var load = new NodeLoad { Limit = 1 };
        var place = load.TryEnter()!;
        var waiting = load.WaitAsync(Queue, 0, Cancellation).AsTask();

        load.Limit = 0;
        (await waiting)!.Dispose();
        place.Dispose();

        Assert.Equal((0, 0), (load.InFlight, load.Waiting));
        load.Limit = 1;
        Assert.NotNull(load.TryEnter());
        Assert.Null(load.TryEnter());
    }

    [Trait("Size", "Large")]
    [Fact]
    public async Task Limit_ChangesAllTheTimeUnderLoad_IsNeverExceededAndNothingIsLost()
    {
        const int Highest = 4;
        var load = new NodeLoad { Limit = Highest };
        var (running, most, refused) = (0, 0, 0);
        var clients = Enumerable.Range(0, 8).Select(client => Task.Run(
            async () =>
            {
                for (var i = 0; i < 2000; i++)
                {
                    load.Limit = 1 + ((client + i) % Highest);
                    using var place = load.TryEnter() ?? await load.WaitAsync(100, 0, Cancellation);
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    Interlocked.Add(ref refused, place is null ? 1 : 0);
                }
            },
            Cancellation));
        await Task.WhenAll(clients).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation);

        Assert.Equal(0, refused);
        Assert.InRange(most, 1, Highest);
        Assert.Equal((0, 0), (load.InFlight, load.Waiting));
        load.Limit = 2;
        Assert.NotNull(load.TryEnter());
        Assert.NotNull(load.TryEnter());
        Assert.Null(load.TryEnter());
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}

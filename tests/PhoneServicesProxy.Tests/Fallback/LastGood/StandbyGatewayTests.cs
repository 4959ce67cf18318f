using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

/// <summary>Several gateways with one store.</summary>
public sealed class StandbyGatewayTests : IAsyncDisposable
{
    private readonly Gateways _gateways = new();

    [Fact]
    public async Task FindAsync_KeptByAnotherGateway_IsThatPage()
    {
        Gateways.Keep(_gateways.Start(store: _gateways.Store), new());
        await Gateways.UntilAsync(async () => await Gateways.FindAsync(_gateways.Start(store: _gateways.Store)) is not null);
        var standby = _gateways.Start(store: _gateways.Store);
        var page = await Gateways.FindAsync(standby);

        Assert.Equal(new PressOfPhone().Page, Gateways.Text(page));
        Assert.Same(page, await Gateways.FindAsync(standby));
    }

    [Fact]
    public async Task FindAsync_KeptByAnotherGatewayForAnotherDevice_IsNull()
    {
        Gateways.Keep(_gateways.Start(store: _gateways.Store), new());
        await Gateways.UntilAsync(async () => await Gateways.FindAsync(_gateways.Start(store: _gateways.Store)) is not null);
        var other = new PressOfPhone();
        other.Request.QueryString = new("?name=SEP001122334456");

        Assert.Null(await _gateways.Start(store: _gateways.Store).FindAsync(other.Context, other.Unanswered()));
    }

    [Fact]
    public async Task FindAsync_PagesNotShared_StandbyHasNone()
    {
        Gateways.Keep(_gateways.Start(), new());

        Assert.Null(await Gateways.FindAsync(_gateways.Start()));
    }

    [Fact]
    public async Task FindAsync_StoreHangs_WaitsForAMomentOnly()
    {
        var pages = _gateways.Start(store: new StoreStub { Behaviour = () => new TaskCompletionSource<byte[]?>().Task });
        var find = Gateways.FindAsync(pages).AsTask();
        Assert.False(find.IsCompleted);

        _gateways.Time.Advance(LastGoodPages.StoreTimeout);

        Assert.Null(await find);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FindAsync_StoreFailsOrHangs_MemoryStillServes(bool hangs)
    {
        var pages = _gateways.Start(store: new StoreStub
        {
            Behaviour = () => hangs ? new TaskCompletionSource<byte[]?>().Task : Task.FromException<byte[]?>(new TimeoutException()),
        });
        Gateways.Keep(pages, new());

        Assert.NotNull(await Gateways.FindAsync(pages));
    }

    [Fact]
    public async Task FindAsync_StoreFailedWhenTheGatewayStarted_OlderPagesAreStillFound()
    {
        Gateways.Keep(_gateways.Start(store: _gateways.Store), new());
        await Gateways.UntilAsync(async () => await Gateways.FindAsync(_gateways.Start(store: _gateways.Store)) is not null);
        _gateways.Time.Advance(TimeSpan.FromMinutes(1));
        var stub = new StoreStub { Behaviour = () => throw new TimeoutException() };
        var standby = _gateways.Start(store: stub);
        Assert.Null(await Gateways.FindAsync(standby));

        stub.Behaviour = null;
        stub.Store = _gateways.Store;
        _gateways.Time.Advance(PageStore.RetryDelay);

        Assert.NotNull(await Gateways.FindAsync(standby));
    }

    [Fact]
    public async Task Keep_StoreFailsForAWhile_PageIsWrittenAfterwards()
    {
        var stub = new StoreStub { Behaviour = () => throw new TimeoutException(), Store = _gateways.Store };
        var pages = _gateways.Start(store: stub);
        Gateways.Keep(pages, new());
        await Gateways.UntilAsync(() =>
        {
            _gateways.Time.Advance(PageStore.RetryDelay);
            return Task.FromResult(stub.Written is not null);
        });

        stub.Behaviour = null;

        await Gateways.UntilAsync(async () =>
        {
            _gateways.Time.Advance(PageStore.RetryDelay);
            return await Gateways.FindAsync(_gateways.Start(store: _gateways.Store)) is not null;
        });
    }

    [Fact]
    public void Keep_StoreHangs_NeitherWaitsNorPilesUp()
    {
        var stub = new StoreStub { Behaviour = () => new TaskCompletionSource<byte[]?>().Task };
        var pages = _gateways.Start(store: stub);
        for (var i = 0; i < 2000; i++)
        {
            var phone = new PressOfPhone();
            phone.Request.QueryString = new($"?name=SEP{i:X12}");
            Gateways.Keep(pages, phone);
        }

        Assert.InRange(stub.Calls, 0, 2);
    }

    public ValueTask DisposeAsync() => _gateways.DisposeAsync();
}

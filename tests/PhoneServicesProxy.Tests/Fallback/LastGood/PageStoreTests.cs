using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class PageStoreTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<PageStore> _log = new();
    private readonly StoreStub _stub = new();
    private readonly PageStore _store;

    public PageStoreTests() => _store = new(_stub, _time, _log);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetAsync_StoreThrows_IsMissAndIsSaidOnceWithoutItsMessage()
    {
        _stub.Behaviour = () => throw new InvalidOperationException("host,password=secret");

        Assert.Null(await _store.GetAsync("a", Cancellation));
        Assert.Null(await _store.GetAsync("a", Cancellation));
        Rest();
        Assert.Null(await _store.GetAsync("a", Cancellation));

        var line = Assert.Single(_log.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains("InvalidOperationException", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{line.Message} {line.Exception}", StringComparison.Ordinal);
        Assert.Equal(2, _stub.Calls);
    }

    [Fact]
    public async Task GetAsync_StoreHangs_IsMissAfterTheLimitAndLeftAloneForAWhile()
    {
        _stub.Behaviour = () => new TaskCompletionSource<byte[]?>().Task;
        var read = _store.GetAsync("a", Cancellation);
        Assert.False(read.IsCompleted);

        _time.Advance(PageStore.Limit);
        Assert.Null(await read);
        Assert.True(_store.GetAsync("a", Cancellation).IsCompletedSuccessfully);
        Assert.True(_store.SetAsync("a", [1], new(), Cancellation).IsCompletedSuccessfully);

        Assert.Equal(1, _stub.Calls);
    }

    [Fact]
    public async Task GetAsync_StoreIsBack_AnswersAndIsSaid()
    {
        _stub.Behaviour = () => throw new TimeoutException();
        await _store.SetAsync("a", [1], new(), Cancellation);
        _stub.Behaviour = () => Task.FromResult<byte[]?>([2]);
        Rest();

        Assert.Equal([2], await _store.GetAsync("a", Cancellation));
        Assert.Equal([LogLevel.Warning, LogLevel.Information], _log.Collector.GetSnapshot().Select(line => line.Level));
    }

    [Fact]
    public async Task SetAsync_BufferIsUsedAgain_StoreKeepsWhatWasGiven()
    {
        // HybridCache hands out a pooled buffer, which is another page's as soon as the write has been given up.
        var hanging = new TaskCompletionSource<byte[]?>();
        _stub.Behaviour = () => hanging.Task;
        byte[] buffer = [1, 2, 3];
        var write = _store.SetAsync("a", buffer, new(), Cancellation);
        _time.Advance(PageStore.Limit);
        await write;

        buffer.AsSpan().Clear();
        hanging.SetResult(null);

        Assert.Equal([1, 2, 3], _stub.Written);
    }

    [Fact]
    public async Task SetAsync_GatewayStops_IsNoFailureOfTheStore()
    {
        using var stop = new CancellationTokenSource();
        _stub.Behaviour = () => new TaskCompletionSource<byte[]?>().Task;
        var write = _store.SetAsync("a", [1], new(), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Empty(_log.Collector.GetSnapshot());
    }

    public void Dispose() => _store.Dispose();

    private void Rest() => _time.Advance(PageStore.Rest);
}

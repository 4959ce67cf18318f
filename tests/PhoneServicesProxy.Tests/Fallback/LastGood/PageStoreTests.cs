using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class PageStoreTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<PageStore> _log = new();
    private readonly StoreStub _stub = new();
    private readonly PageStore _store;

    public PageStoreTests()
    {
        var configuration = new GatewayConfiguration(null!, FeatureOptions.Of(new PhoneServicesOptions()), [], []);
        _store = new(_stub, new(configuration, framework: null!, yarp: null!, applied: null!, orders: clusters => clusters), _time, _log);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_StoreThrows_IsMissAndIsSaidOnceWithoutItsMessage()
    {
        _stub.Behaviour = () => throw new InvalidOperationException("host,password=secret");

        Assert.Null(await _store.FindAsync("a"));
        Assert.Null(await _store.FindAsync("a"));
        _time.Advance(PageStore.RetryDelay);
        Assert.Null(await _store.FindAsync("a"));

        var line = Assert.Single(_log.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains("InvalidOperationException", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{line.Message} {line.Exception}", StringComparison.Ordinal);
        Assert.Equal(2, _stub.Calls);
    }

    [Fact]
    public async Task FindAsync_StoreHangs_IsMissAfterTheLimitAndLeftAloneForAWhile()
    {
        _stub.Behaviour = () => new TaskCompletionSource<byte[]?>().Task;
        var read = _store.FindAsync("a");
        Assert.False(read.IsCompleted);

        _time.Advance(PageStore.Timeout);
        Assert.Null(await read);
        Assert.True(_store.FindAsync("a").IsCompletedSuccessfully);

        Assert.Equal(1, _stub.Calls);
    }

    [Fact]
    public async Task FindAsync_StoreIsBack_AnswersAndIsSaid()
    {
        var page = new LastGoodPage(DateTimeOffset.UnixEpoch, "text/xml", new byte[1]);
        _stub.Behaviour = () => throw new TimeoutException();
        Assert.Null(await _store.FindAsync("a"));
        _stub.Behaviour = () => Task.FromResult<byte[]?>(page.ToBytes());
        _time.Advance(PageStore.RetryDelay);

        Assert.Equal("text/xml", (await _store.FindAsync("a"))?.ContentType);
        Assert.Equal([LogLevel.Warning, LogLevel.Information], _log.Collector.GetSnapshot().Select(line => line.Level));
    }

    [Fact]
    public async Task StartAsync_StoreDoesNotAnswer_IsSaidBeforeAPageIsWanted()
    {
        _stub.Behaviour = () => throw new TimeoutException();

        await _store.StartAsync(Cancellation);
        await Gateways.UntilAsync(() => Task.FromResult(_log.Collector.Count == 1));

        Assert.Equal("PageStoreLost", _log.Collector.LatestRecord.Id.Name);
        await _store.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Offer_GatewayStops_IsNoFailureOfTheStore()
    {
        _stub.Behaviour = () => new TaskCompletionSource<byte[]?>().Task;
        _store.Offer("a", new(DateTimeOffset.UnixEpoch, "", default));
        await _store.StartAsync(Cancellation);
        await Gateways.UntilAsync(() => Task.FromResult(_stub.Calls == 1));

        await _store.StopAsync(Cancellation);

        Assert.Empty(_log.Collector.GetSnapshot());
    }

    public void Dispose() => _store.Dispose();
}

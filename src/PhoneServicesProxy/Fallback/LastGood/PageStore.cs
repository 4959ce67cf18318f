using System.Threading.Channels;
using Microsoft.Extensions.Caching.Distributed;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>
/// The store that gateways share, made harmless. It never throws and never takes long. After a failure it is not used for a while. Pages are written
/// one after the other, in the background.
/// </summary>
internal sealed partial class PageStore(IDistributedCache store, CurrentConfiguration current, TimeProvider time, ILogger<PageStore> logger) : BackgroundService
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The number of pages that wait while the store is slow or does not answer. Above it, the oldest are dropped. They are offered again
    /// when the phone requests them later.
    /// </summary>
    private const int Capacity = 256;

    private readonly Channel<(string Key, LastGoodPage Page)> _waiting = Channel.CreateBounded<(string, LastGoodPage)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>A timestamp of the time provider; 0 while the store answers.</summary>
    private long _failedAt;

    private TimeSpan RestLeft => Volatile.Read(ref _failedAt) is not 0 and var failedAt ? Rest - time.GetElapsedTime(failedAt) : TimeSpan.Zero;

    public async Task<LastGoodPage?> FindAsync(string key)
    {
        byte[]? bytes = null;
        return RestLeft <= TimeSpan.Zero && await TryAsync(async () => bytes = await store.GetAsync(key)) && bytes is not null
            ? LastGoodPage.Read(bytes)
            : null;
    }

    public void Offer(string key, LastGoodPage page) => _waiting.Writer.TryWrite((key, page));

    public override void Dispose()
    {
        (store as IDisposable)?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // This connects, because a press does not wait for that. And the log says at the start that the store does not answer, not when a page is missing.
        await TryAsync(() => store.GetAsync(LastGoodPageKey.Prefix, stoppingToken), stoppingToken);

        // When the gateway stops, the store keeps the earlier versions of the remaining pages.
        await foreach (var (key, page) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var bytes = page.ToBytes();
            do
            {
                while (RestLeft is { Ticks: > 0 } left)
                {
                    await Task.Delay(left, time, stoppingToken);
                }
            }
            while (!await TryAsync(() => store.SetAsync(key, bytes, Lifetime(), stoppingToken), stoppingToken));
        }
    }

    private DistributedCacheEntryOptions Lifetime() => new() { AbsoluteExpirationRelativeToNow = current.Options.Get<LastGoodPageOptions>().MaxAge };

    private async Task<bool> TryAsync(Func<Task> work, CancellationToken cancellationToken = default)
    {
        try
        {
            await work().WaitAsync(Limit, time, cancellationToken);
            if (Interlocked.Exchange(ref _failedAt, 0) != 0)
            {
                LogBack();
            }

            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the exception's type is logged, because its message may quote the data, and the store's address may contain a password.
            if (Interlocked.Exchange(ref _failedAt, Math.Max(1, time.GetTimestamp())) == 0)
            {
                LogLost(error is TimeoutException ? $"nothing within {Limit.TotalSeconds:0} s" : error.GetType().Name);
            }

            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The Redis for last good pages does not answer ({Reason}). Until it does, pages are kept in this gateway's memory alone.", EventName = "PageStoreLost")]
    private partial void LogLost(string reason);

    [LoggerMessage(2, LogLevel.Information, "The Redis for last good pages answers again.", EventName = "PageStoreBack")]
    private partial void LogBack();
}

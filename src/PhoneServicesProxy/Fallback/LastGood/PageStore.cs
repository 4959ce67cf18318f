using System.Threading.Channels;
using Microsoft.Extensions.Caching.Distributed;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>
/// The store that gateways share. Its failures never reach a press: no call throws or takes long, and after a failure the store is not used for a
/// while. Pages are written one after the other, in the background.
/// </summary>
internal sealed partial class PageStore(IDistributedCache store, CurrentConfiguration current, TimeProvider time, ILogger<PageStore> logger) : BackgroundService
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The number of pages that wait while the store is slow or does not answer. Above it, the oldest are dropped. They are offered again
    /// when the phone requests them later.
    /// </summary>
    private const int Capacity = 256;

    private readonly Channel<(string Key, LastGoodPage Page)> _waiting = Channel.CreateBounded<(string, LastGoodPage)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>A timestamp of the time provider; 0 while the store answers.</summary>
    private long _failedAt;

    private TimeSpan RetryDelayLeft => Volatile.Read(ref _failedAt) is not 0 and var failedAt ? RetryDelay - time.GetElapsedTime(failedAt) : TimeSpan.Zero;

    public async Task<LastGoodPage?> FindAsync(string key)
    {
        byte[]? bytes = null;
        return RetryDelayLeft <= TimeSpan.Zero && await TryAsync(async () => bytes = await store.GetAsync(key)) && bytes is not null
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
        // This connects now, because a press would not wait for it. An unreachable store is then logged at the start, not when a page is missing.
        await TryAsync(() => store.GetAsync(LastGoodPageKey.Prefix, stoppingToken), stoppingToken);

        // When the gateway stops, the store keeps the earlier versions of the remaining pages.
        await foreach (var (key, page) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var bytes = page.ToBytes();
            do
            {
                while (RetryDelayLeft is { Ticks: > 0 } left)
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
            await work().WaitAsync(Timeout, time, cancellationToken);
            if (Interlocked.Exchange(ref _failedAt, 0) != 0)
            {
                LogAnswersAgain();
            }

            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the exception's type is logged, because its message may quote the data, and the store's address may contain a password.
            if (Interlocked.Exchange(ref _failedAt, Math.Max(1, time.GetTimestamp())) == 0)
            {
                LogNoAnswer(error is TimeoutException ? $"nothing within {Timeout.TotalSeconds:0} s" : error.GetType().Name);
            }

            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The Redis for last good pages does not answer ({Reason}). Until it does, pages are kept in this gateway's memory only.", EventName = "PageStoreLost")]
    private partial void LogNoAnswer(string reason);

    [LoggerMessage(2, LogLevel.Information, "The Redis for last good pages answers again.", EventName = "PageStoreBack")]
    private partial void LogAnswersAgain();
}

using System.Threading.Channels;
using Microsoft.Extensions.Caching.Hybrid;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Writes pages to the shared store one after the other, in the background.</summary>
internal sealed class PageStoreWriter(HybridCache cache, PageStore store, CurrentConfiguration current) : BackgroundService
{
    /// <summary>
    /// The number of pages that wait while the store is slow or does not answer. Above it, the oldest are dropped. They are offered again
    /// when the phone requests them later.
    /// </summary>
    private const int Capacity = 256;

    private readonly Channel<(string Key, LastGoodPage Page)> _waiting = Channel.CreateBounded<(string, LastGoodPage)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Offer(string key, LastGoodPage page) => _waiting.Writer.TryWrite((key, page));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (key, page) in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await WriteAsync(key, page, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway is stopping. The store keeps the earlier versions of the remaining pages.
        }
    }

    private async Task WriteAsync(string key, LastGoodPage page, CancellationToken cancellationToken)
    {
        var options = new HybridCacheEntryOptions
        {
            Expiration = current.Options.Get<LastGoodPageOptions>().MaxAge,
            Flags = HybridCacheEntryFlags.DisableLocalCache,
        };
        do
        {
            await store.RestedAsync(cancellationToken);
            await cache.SetAsync(key, page, options, cancellationToken: cancellationToken);
        }
        while (store.IsResting);
    }
}

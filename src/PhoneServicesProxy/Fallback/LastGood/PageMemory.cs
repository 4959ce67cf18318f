using Microsoft.Extensions.Caching.Memory;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>The first level of the cache. It limits bytes, as <see cref="MemoryCache"/> can, and the number of pages, which it cannot.</summary>
internal sealed class PageMemory(LastGoodPageOptions options) : IMemoryCache, IPageCache
{
    /// <summary>
    /// At the limit, this share of the pages is removed at once, least recently used first, because finding them takes a pass over all pages.
    /// </summary>
    private const double MakeRoom = 0.05;

    /// <summary>Kept pages use at most this fraction (1/8) of the memory, even if the settings allow more, because presses need memory too.</summary>
    private const long ShareOfMemory = 8;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions
    {
        SizeLimit = Math.Min(options.MaxBytes, HeldMemory.ShareOf(ShareOfMemory)),
        CompactionPercentage = MakeRoom,
        TrackStatistics = true,
    });

    public string Name => "last_good";

    public int Count => _pages.Count;

    public long Bytes => _pages.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    public ICacheEntry CreateEntry(object key)
    {
        if (_pages.Count >= options.MaxPages)
        {
            _pages.Compact(Math.Max(MakeRoom, 1.0 / options.MaxPages));
        }

        return _pages.CreateEntry(key);
    }

    public bool TryGetValue(object key, out object? value) => _pages.TryGetValue(key, out value);

    public void Remove(object key) => _pages.Remove(key);

    public void Dispose()
    {
        // The cache is not disposed: it holds only memory, and a press whose answer has just been sent may still use it.
    }
}

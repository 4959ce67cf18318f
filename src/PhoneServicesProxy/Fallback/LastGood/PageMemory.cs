using Microsoft.Extensions.Caching.Memory;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>The first level of the cache: bounded in bytes, as <see cref="MemoryCache"/> can be, and in pages, as it cannot.</summary>
internal sealed class PageMemory(LastGoodPageOptions options) : IMemoryCache, IPageCache
{
    /// <summary>At the bound this share goes at once, longest unused first, because finding those takes a pass over all.</summary>
    private const double MakeRoom = 0.05;

    /// <summary>However much is allowed: pages that are kept must not take the memory from those that come.</summary>
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
        // Nothing to give back but memory, and a press whose answer has just gone out may still look in here.
    }
}

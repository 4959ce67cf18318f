using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>The pages in this gateway's memory. <see cref="MemoryCache"/> limits the bytes. This class also limits the number of pages.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It holds only memory, and a press whose answer has just been sent may still use it.")]
internal sealed class PageMemory(LastGoodPageOptions options) : IPageCache
{
    /// <summary>
    /// At the limit, this share of the pages is removed at once, least recently used first, because finding them takes a pass over all pages.
    /// </summary>
    private const double CompactionShare = 0.05;

    /// <summary>Kept pages use at most this fraction (1/8) of the memory, even if the settings allow more, because presses need memory too.</summary>
    private const long ShareOfMemory = 8;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions
    {
        SizeLimit = Math.Min(options.MaxBytes, HeldMemory.ShareOf(ShareOfMemory)),
        CompactionPercentage = CompactionShare,
        TrackStatistics = true,
    });

    public string Name => "last_good";

    public int Count => _pages.Count;

    public long Bytes => _pages.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    public LastGoodPage? Find(string key) => _pages.Get<LastGoodPage>(key);

    public void Keep(string key, LastGoodPage page, TimeSpan lifetime)
    {
        if (_pages.Count >= options.MaxPages)
        {
            _pages.Compact(Math.Max(CompactionShare, 1.0 / options.MaxPages));
        }

        var size = page.Body.Length + page.ContentType.Length;
        _pages.Set(key, page, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime, Size = size });
    }
}

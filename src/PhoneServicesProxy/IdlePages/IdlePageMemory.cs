using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.IdlePages;

/// <summary>The pages that phones share: pages that are kept for a while, and requests to nodes on which other phones wait.</summary>
internal sealed class IdlePageMemory : IPageCache, IDisposable
{
    /// <summary>In bytes.</summary>
    private const long MaxSize = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, SharedPress> _presses = new();
    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MaxSize, TrackStatistics = true });

    public string Name => "idle";

    public int Count => _pages.Count;

    public long Bytes => _pages.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    public SharedPage? Find(string identity) => _pages.Get<SharedPage>(identity);

    public void Keep(string identity, SharedPage page, TimeSpan lifetime) =>
        _pages.Set(identity, page, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime, Size = page.Body.Length });

    /// <summary>Returns the press of another phone that is asking for the same page now. If there is none, returns the given press.</summary>
    public SharedPress Join(SharedPress press) => _presses.GetOrAdd(press.Identity, press);

    /// <summary>Gives the waiting phones the page. Later phones start a press of their own.</summary>
    public void End(SharedPress press, SharedPage? page)
    {
        _presses.TryRemove(new(press.Identity, press));
        press.Complete(page);
    }

    public void Dispose() => _pages.Dispose();
}

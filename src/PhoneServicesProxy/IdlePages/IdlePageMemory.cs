using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Memory;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.IdlePages;

/// <summary>Stores shared pages for output caching. Unlike output caching's own store, it can report how many there are.</summary>
internal sealed class IdlePageMemory : IOutputCacheStore, IPageCache, IDisposable
{
    /// <summary>In bytes.</summary>
    private const long MaxSize = 16 * 1024 * 1024;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MaxSize, TrackStatistics = true });

    public string Name => "idle";

    public int Count => _pages.Count;

    public long Bytes => _pages.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult(_pages.Get<byte[]>(key));

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        // Waiting phones get the page without reading this store, and no other phone may have it.
        if (validFor > IdlePagePolicy.OnlyWhoWaits)
        {
            _pages.Set(key, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = validFor, Size = value.Length });
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The gateway's policy uses no tags.</summary>
    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() => _pages.Dispose();
}

using System.Diagnostics.Metrics;

namespace PhoneServicesProxy.Diagnostics;

/// <summary>Reports the size of page caches, and how often a page was found there.</summary>
internal sealed class PageCacheMetrics : IFeatureMetrics
{
    private readonly IEnumerable<IPageCache> _caches;
    private readonly Counter<long> _lookups;

    public PageCacheMetrics(IMeterFactory meters, IEnumerable<IPageCache> caches)
    {
        _caches = caches;
        var meter = meters.CreateGatewayMeter();
        _lookups = meter.CreateCounter<long>("phone_services.cache.lookups", "{lookup}", "Lookups in the cache of pages, by result.");
        meter.CreateObservableUpDownCounter("phone_services.cache.pages", () => Each(cache => cache.Count), "{page}", "Pages in the cache.");
        meter.CreateObservableUpDownCounter("phone_services.cache.size", () => Each(cache => cache.Bytes), "By", "Memory of the pages in the cache.");
    }

    public void Begin(IReadOnlyCollection<string> services)
    {
        foreach (var cache in _caches)
        {
            Add(0, cache, found: true);
            Add(0, cache, found: false);
        }
    }

    public void LookedUp(IPageCache cache, bool found) => Add(1, cache, found);

    private void Add(int count, IPageCache cache, bool found) => _lookups.Add(count, new("cache", cache.Name), new("result", found ? "hit" : "miss"));

    private IEnumerable<Measurement<long>> Each(Func<IPageCache, long> read) =>
        _caches.Select(cache => new Measurement<long>(read(cache), new KeyValuePair<string, object?>("cache", cache.Name)));
}

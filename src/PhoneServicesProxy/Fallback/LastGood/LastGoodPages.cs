using System.Net;
using Microsoft.Extensions.Caching.Hybrid;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Keeps the last good page of each phone, and finds it if no node can answer.</summary>
/// <remarks>
/// Keeping a page delays no phone: it happens after the phone has the page, and the shared store is written in the background.
/// Only a phone for which no node had an answer waits for the shared store, and only briefly.
/// </remarks>
internal sealed class LastGoodPages(
    HybridCache cache, CurrentConfiguration current, PageMemory memory, PageCacheMetrics metrics, TimeProvider time, PageStoreWriter? writer = null)
{
    /// <summary>An unchanged page is stored again only after this time, to extend its life.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    /// <summary>How long a press waits for the shared store after the nodes have failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private static readonly HybridCacheEntryOptions FromMemory = new()
    {
        Flags = HybridCacheEntryFlags.DisableDistributedCache | HybridCacheEntryFlags.DisableUnderlyingData,
    };

    private static readonly HybridCacheEntryOptions FromStore = new()
    {
        LocalCacheExpiration = TimeSpan.FromHours(1),
        Flags = HybridCacheEntryFlags.DisableLocalCacheRead | HybridCacheEntryFlags.DisableDistributedCacheWrite | HybridCacheEntryFlags.DisableUnderlyingData,
    };

    /// <summary>Must be called after the answer has gone to the phone.</summary>
    public async ValueTask KeepAsync(HttpContext context, Press press)
    {
        if (press.Policy.LastGood == LastGoodScope.Never || !current.Options.Get<LastGoodPageOptions>().Enabled)
        {
            return;
        }

        if (press.Winner is not { Response: { StatusCode: HttpStatusCode.OK } answer, Body: { } body } || LastGoodPageKey.Of(context, press) is not { } key)
        {
            return;
        }

        // A session in the page belongs to this phone only, and it has ended by the time no node answers.
        if (press.HandsOutSession)
        {
            body = PageRewriter.Rewrite(body, SessionsOut(press)).Page;
        }

        var contentType = context.Response.ContentType ?? "";
        var now = time.GetUtcNow();
        if (await InMemoryAsync(key) is { } kept && kept.Age(now) < Renewal && kept.HasContent(contentType, body.Span))
        {
            return;
        }

        if (KeepingRules.Allow(answer, body.Span, contentType))
        {
            // The page is copied, because the buffer that holds it may be twice as long.
            await StoreAsync(key, new(now, contentType, body.ToArray()));
        }
    }

    /// <summary>Returns the page that this phone was last shown for this request. Null if there is none, or if it is too old.</summary>
    public async ValueTask<LastGoodPage?> FindAsync(HttpContext context, Press press)
    {
        var options = current.Options.Get<LastGoodPageOptions>();
        if (!options.Enabled || LastGoodPageKey.Of(context, press) is not { } key)
        {
            return null;
        }

        var page = await FindAsync(key, options.MaxAge, context.RequestAborted);
        metrics.LookedUp(memory, page is not null);
        return page;
    }

    private static PageEdits SessionsOut(Press press) =>
        new(press.Policy.Rewriting?.Nodes ?? KnownNodes.None, press.Gateway!, PathSession.None) { ChangesAddresses = false };

    private async ValueTask<LastGoodPage?> FindAsync(string key, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await InMemoryAsync(key) is { } page && page.Age(now) <= maxAge)
        {
            return page;
        }

        return await InStoreAsync(key, cancellationToken) is { } other && other.Age(now) <= maxAge ? other : null;
    }

    private async ValueTask StoreAsync(string key, LastGoodPage page)
    {
        // This completes immediately. The slow shared store has its own writer.
        await cache.SetAsync(key, page, new()
        {
            LocalCacheExpiration = current.Options.Get<LastGoodPageOptions>().MaxAge,
            Flags = HybridCacheEntryFlags.DisableDistributedCache,
        });
        writer?.Offer(key, page);
    }

    private ValueTask<LastGoodPage?> InMemoryAsync(string key) =>
        cache.GetOrCreateAsync(key, static _ => ValueTask.FromResult<LastGoodPage?>(null), FromMemory);

    private async ValueTask<LastGoodPage?> InStoreAsync(string key, CancellationToken cancellationToken)
    {
        if (writer is null)
        {
            return null;
        }

        try
        {
            // A search that the press no longer waits for continues. Its result is in memory for the next press.
            var search = cache.GetOrCreateAsync(
                key, static _ => ValueTask.FromResult<LastGoodPage?>(null), FromStore, cancellationToken: CancellationToken.None);
            return await search.AsTask().WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}

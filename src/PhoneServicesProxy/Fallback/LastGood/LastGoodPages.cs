using System.Net;
using Microsoft.Extensions.Caching.Hybrid;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Keeps the last good page of each phone, and finds it again when no node can answer.</summary>
/// <remarks>
/// Both happen where no phone waits for it: a page is kept after the phone has it, and the shared store is written in the
/// background. Only a phone for which no node had an answer waits for the shared store, for a moment.
/// </remarks>
internal sealed class LastGoodPages(
    HybridCache cache, CurrentConfiguration current, PageMemory memory, PageCacheMetrics metrics, TimeProvider time, PageStoreWriter? writer = null)
{
    /// <summary>A page that has not changed is stored again only after this time, to have it live on.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    /// <summary>How long a press waits for the shared store, on top of all that was tried with nodes.</summary>
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

    /// <summary>To be called when the answer has gone to the phone.</summary>
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

        // A session in the page is the phone's alone, and over by the time when no node answers.
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
            // A copy, because the buffer in which the page came may be twice as long.
            await StoreAsync(key, new(now, contentType, body.ToArray()));
        }
    }

    /// <summary>The page that this phone was shown last for this request; null where there is none, or none young enough.</summary>
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
        // Completes at once: what takes time is the shared store, and that has a writer of its own.
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
            // A search that is given up goes on, and what it finds is in memory for the next press.
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

using System.Net;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Keeps the last good page of each phone, and finds it when no node can answer.</summary>
/// <remarks>
/// Keeping a page delays no phone: it happens after the phone has the page, and the shared store is written in the background.
/// Only a phone for which no node had an answer waits for the shared store, and only briefly.
/// </remarks>
internal sealed class LastGoodPages(
    CurrentConfiguration current, PageMemory memory, PageCacheMetrics metrics, TimeProvider time, PageStore? store = null)
{
    /// <summary>An unchanged page is stored again only after this time, to extend its life.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    /// <summary>How long a press waits for the shared store after the nodes have failed.</summary>
    public static readonly TimeSpan StoreTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a page from the shared store stays in memory.</summary>
    private static readonly TimeSpan StoreCopyLifetime = TimeSpan.FromHours(1);

    /// <summary>Must be called after the answer has gone to the phone.</summary>
    public void Keep(HttpContext context, Press press)
    {
        var options = current.Options.Get<LastGoodPageOptions>();
        if (press.Policy.LastGood == LastGoodScope.Never || !options.Enabled)
        {
            return;
        }

        if (press.Winner is not { Response: { StatusCode: HttpStatusCode.OK } answer, Body: { } body } || LastGoodPageKey.Of(context, press) is not { } key)
        {
            return;
        }

        // Session ids are removed. A session belongs to this phone only, and has ended when no node answers.
        if (press.HandsOutSession)
        {
            body = PageRewriter.Rewrite(body, WithoutSessions(press)).Page;
        }

        var contentType = context.Response.ContentType ?? "";
        var now = time.GetUtcNow();
        if (memory.Find(key) is { } kept && kept.Age(now) < Renewal && kept.HasContent(contentType, body.Span))
        {
            return;
        }

        if (KeepingRules.Allow(answer, body.Span, contentType))
        {
            // The page is copied, because the buffer that holds it may be twice as long.
            var page = new LastGoodPage(now, contentType, body.ToArray());
            memory.Keep(key, page, options.MaxAge);
            store?.Offer(key, page);
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

    private static PageEdits WithoutSessions(Press press) =>
        new(press.Policy.Rewriting?.Nodes ?? KnownNodes.None, press.Gateway!, PathSession.None) { ChangesAddresses = false };

    private async ValueTask<LastGoodPage?> FindAsync(string key, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (memory.Find(key) is { } page && page.Age(now) <= maxAge)
        {
            return page;
        }

        return await FindInStoreAsync(key, cancellationToken) is { } other && other.Age(now) <= maxAge ? other : null;
    }

    private async ValueTask<LastGoodPage?> FindInStoreAsync(string key, CancellationToken cancellationToken)
    {
        if (store is null)
        {
            return null;
        }

        try
        {
            // A search that the press no longer waits for continues. Its result is in memory for the next press.
            return await LoadFromStoreAsync(store, key).WaitAsync(StoreTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<LastGoodPage?> LoadFromStoreAsync(PageStore store, string key)
    {
        var page = await store.FindAsync(key);

        // Meanwhile, the phone may have got a newer page.
        if (page is not null && (memory.Find(key) is not { } kept || kept.At < page.At))
        {
            memory.Keep(key, page, StoreCopyLifetime);
        }

        return page;
    }
}

using Microsoft.AspNetCore.OutputCaching;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// The output cache policy for routes whose <c>OutputCachePolicy</c> names it. Output caching lets only one of several equal requests
/// pass. When the answer's headers arrive, <see cref="SharedPageTransform"/> decides whether the others get it.
/// </summary>
internal sealed class IdlePagePolicy : IOutputCachePolicy
{
    public const string Name = "IdlePage";

    /// <summary>The shortest expiry: output caching cannot store "not at all", so only phones that already wait get the answer.</summary>
    public static readonly TimeSpan OnlyWhoWaits = TimeSpan.FromTicks(1);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.HttpContext.Features.Get<SharedPage>() is not { } page)
        {
            return ValueTask.CompletedTask;
        }

        context.EnableOutputCaching = true;
        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        context.AllowLocking = true;

        // If no node answers, only the waiting phones are told. The next phone tries again.
        context.ResponseExpirationTimeSpan = OnlyWhoWaits;
        context.CacheVaryByRules.VaryByValues["request"] = page.Identity;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.HttpContext.Features.Get<SharedPage>() is { } page && !MayBeShared(page, context.HttpContext.Response))
        {
            context.AllowCacheStorage = false;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Returns true for a complete answer, or for the status that there is none. Half a page must not be shared. Output caching checks only
    /// what it stores, not what it gives to waiting requests.
    /// </summary>
    private static bool MayBeShared(SharedPage page, HttpResponse response) => page.IsAnswered
        ? response.ContentLength == page.Body.Length
        : response.StatusCode is 502 or 503 or 504;
}

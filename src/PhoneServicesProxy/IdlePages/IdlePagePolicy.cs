using Microsoft.AspNetCore.OutputCaching;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// The output cache policy for routes whose <c>OutputCachePolicy</c> names it. Output caching lets one of all equal requests
/// through; what of its answer the others get is decided when the answer's headers are there, in
/// <see cref="SharedPageTransform"/>.
/// </summary>
internal sealed class IdlePagePolicy : IOutputCachePolicy
{
    public const string Name = "IdlePage";

    /// <summary>Output caching knows no "not at all": as long as no time passes, so for those alone that are waiting.</summary>
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

        // Where no node answers, those that wait are told so, and the next is not.
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
    /// A whole answer, or that there is none. Half a page is nobody's; output caching itself looks only at what it stores, not
    /// at what it gives to those who wait.
    /// </summary>
    private static bool MayBeShared(SharedPage page, HttpResponse response) => page.IsAnswered
        ? response.ContentLength == page.Body.Length
        : response.StatusCode is 502 or 503 or 504;
}

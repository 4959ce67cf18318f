using Microsoft.AspNetCore.OutputCaching;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Transforms;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// Decides which other phones get a node's answer, by its headers after the route's own transforms. A site that wants to share a page
/// against the node's headers can remove its <c>Cache-Control</c> or <c>Set-Cookie</c> there.
/// </summary>
internal sealed partial class SharedPageTransform(
    CurrentConfiguration current, UnsharedPages unshared, TimeProvider time, ILogger<SharedPageTransform> logger) : ResponseTransform
{
    /// <summary>In bytes. Phones accept far less.</summary>
    public const int MaxPageSize = 256 * 1024;

    public override ValueTask ApplyAsync(ResponseTransformContext context)
    {
        var http = context.HttpContext;
        if (context.ProxyResponse is { } answer
            && http.Features.Get<SharedPage>() is { } page
            && http.Features.Get<IOutputCacheFeature>()?.Context is { } cache)
        {
            page.IsAnswered = true;
            Decide(http, answer, page, cache);
        }

        return ValueTask.CompletedTask;
    }

    private void Decide(HttpContext http, HttpResponseMessage answer, SharedPage page, OutputCacheContext cache)
    {
        var press = http.Features.Get<Press>()!;
        var policy = press.Policy.Options;
        var isHeld = http.Response.ContentLength <= Math.Min(policy.MaxHeldSize, MaxPageSize);
        var sharing = Sharing.For(
            http.Response.StatusCode,
            http.Response.Headers,
            answer.Headers.Age ?? TimeSpan.Zero,
            current.Options.Get<IdlePageOptions>().MaxAge,
            time.GetUtcNow());
        if (isHeld && !press.HandsOutSession && sharing is { } further)
        {
            // Without a winner, this is the best of several bad answers. The next phone may get a better one.
            cache.ResponseExpirationTimeSpan = further > TimeSpan.Zero && press.Winner is not null ? further : IdlePagePolicy.OnlyWhoWaits;
            return;
        }

        cache.AllowCacheStorage = false;
        var othersWait = !unshared.Contains(http.Request.Path);
        if (othersWait)
        {
            unshared.Add(http.Request.Path);
            LogUnshared(http.Request.Path, !isHeld ? "it is too long"
                : press.HandsOutSession ? "its URLs hold a session"
                : "Cache-Control, Pragma, Set-Cookie or Vary says so");
        }

        if (!isHeld)
        {
            page.Stream(othersWait ? policy.TotalTimeout : Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Each phone asks for {Path} by itself for the next minute: {Reason}.", EventName = "PageNotShared")]
    private partial void LogUnshared(string path, string reason);
}

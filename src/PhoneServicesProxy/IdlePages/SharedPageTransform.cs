using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// Decides which other phones get a node's answer. It reads the headers after the route's own transforms. A site can remove <c>Cache-Control</c> or
/// <c>Set-Cookie</c> there, to share a page that the node's headers would not allow to share.
/// </summary>
internal sealed partial class SharedPageTransform(
    CurrentConfiguration current, IdlePageMemory memory, UnsharedPages unshared, TimeProvider time, ILogger<SharedPageTransform> logger)
    : ResponseTransform, ITransformProvider
{
    /// <summary>In bytes. Phones accept far less.</summary>
    private const int MaxPageSize = 256 * 1024;

    public void Apply(TransformBuilderContext context)
    {
        if (IdlePagePolicy.IsName(context.Route.OutputCachePolicy))
        {
            context.ResponseTransforms.Add(this);
        }
    }

    public override ValueTask ApplyAsync(ResponseTransformContext context)
    {
        var http = context.HttpContext;
        if (context.ProxyResponse is { } answer && http.Features.Get<SharedPress>() is { } shared)
        {
            memory.End(shared, Share(http, answer, shared.Identity));
            shared.EndOnDisconnect();
        }

        return ValueTask.CompletedTask;
    }

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    /// <summary>Returns the page for the waiting phones; null if each of them must ask a node itself. An incomplete page is never shared.</summary>
    private SharedPage? Share(HttpContext http, HttpResponseMessage answer, string identity)
    {
        var press = http.Features.Get<Press>()!;
        var held = HeldPage.Of(answer);
        var isHeld = held is { Length: <= MaxPageSize } body && body.Length == http.Response.ContentLength;
        var sharing = Sharing.For(
            http.Response.StatusCode,
            http.Response.Headers,
            answer.Headers.Age ?? TimeSpan.Zero,
            current.Options.Get<IdlePageOptions>().MaxAge,
            time.GetUtcNow());
        if (isHeld && !press.HandsOutSession && sharing is { } further)
        {
            var page = SharedPage.Of(http.Response, held!.Value);

            // Without a winner, this is the best of several bad answers. The next phone may get a better one.
            if (further > TimeSpan.Zero && press.Winner is not null)
            {
                memory.Keep(identity, page, further);
            }

            return page;
        }

        unshared.Add(http.Request.Path);
        LogUnshared(http.Request.Path, !isHeld ? "it is too long"
            : press.HandsOutSession ? "its URLs hold a session"
            : "Cache-Control, Pragma, Set-Cookie or Vary says so");
        return null;
    }

    [LoggerMessage(1, LogLevel.Debug, "{Path} is not shared between phones for the next minute: {Reason}.", EventName = "PageNotShared")]
    private partial void LogUnshared(string path, string reason);
}

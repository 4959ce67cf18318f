using System.Globalization;
using Microsoft.Extensions.Primitives;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Refuses requests: counts each one, logs each reason once a minute, and shows a phone a page. The connection closes after the answer, so
/// bytes that arrive later are not read as a new request.
/// </summary>
internal sealed partial class Refusals(
    RefusalMetrics metrics, ErrorAnswer pages, RoutePolicies policies, CurrentConfiguration current, TimeProvider time, ILogger<Refusals> logger)
{
    private readonly LogLimit[] _log = [.. Enum.GetValues<RefusalReason>().Select(_ => new LogLimit())];

    /// <summary>Counts a request that Kestrel refused before any middleware ran.</summary>
    public void Count(HttpContext? context, RefusalReason reason)
    {
        metrics.Refused(reason);
        if (_log[(int)reason].IsDue(time, out var count))
        {
            LogRefused(count, TagName.Of(reason), AddressOf(context), PathOf(context), Advice(reason));
        }
    }

    /// <summary>Counts a refusal that is answered elsewhere. Later faults of the same request are not counted.</summary>
    public void Mark(HttpContext context, RefusalReason reason)
    {
        Count(context, reason);
        context.Features.Set(new Refusal(reason));
    }

    /// <summary>Refuses a request that no known phone sends. A phone that sends it anyway gets a page.</summary>
    public Task RefuseAsync(HttpContext context, RefusalReason reason, int status) =>
        ShowAsync(context, reason, reason is RefusalReason.Path or RefusalReason.NotRouted or RefusalReason.Method ? ErrorReason.NotFound : ErrorReason.Refused, status);

    /// <summary>Shows a phone the reason. A client that is no phone, or expects plain text, gets the status and the reason as text.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reason">The reason for the refusal.</param>
    /// <param name="page">The text of the page.</param>
    /// <param name="status">The status for clients that get no page.</param>
    /// <param name="wait">The time until the client may try again; null if waiting does not help.</param>
    /// <param name="retryUrl">The URL of the Retry key; null for no such key.</param>
    public Task ShowAsync(HttpContext context, RefusalReason reason, ErrorReason page, int status, TimeSpan? wait = null, string? retryUrl = null)
    {
        Mark(context, reason);
        var route = context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>();
        var policy = route is null ? null : policies.Of(route.Config.RouteId);
        var onlyShows = policy?.Options.Replay == Replay.Always && HttpMethods.IsGet(context.Request.Method);
        var headers = context.Response.Headers;
        headers.Connection = "close";
        if (wait is { } time)
        {
            headers.RetryAfter = Seconds(time);
        }

        // The client has disconnected.
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        if (!PhoneClient.Sent(context.Request) || (policy is not null && !policy.MayShowPage && !onlyShows))
        {
            return WriteTextAsync(context.Response, status, reason);
        }

        // The phone loads the page again by itself, which is allowed only for requests that change nothing.
        if (wait is { } pause && onlyShows)
        {
            headers["Refresh"] = Seconds(pause);
        }

        return pages.WriteAsync(context, route?.Cluster?.Model.Config, page, retryUrl, wait);
    }

    private static string AddressOf(HttpContext? context) =>
        context?.Connection.RemoteIpAddress is not { } address ? "an unknown address"
            : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    /// <summary>
    /// The requested path for the log, in the route's own spelling and only as far as it matches a route. The rest of a path or query may contain personal
    /// data.
    /// </summary>
    private string PathOf(HttpContext? context)
    {
        if (context is null)
        {
            return "";
        }

        var (asked, first) = (context.Request.Path.Value ?? "", FirstPart(context.Request.Path.Value ?? ""));
        string[] paths = [.. current.Value.Routes.Select(route => route.Match.Path).OfType<string>()];
        var near = Array.Find(paths, path => first.Length > 1 && FirstPart(path).Equals(first, StringComparison.OrdinalIgnoreCase));
        var routed = context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.Match.Path
            ?? Array.Find(paths, path => path.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? (near is null ? null : $"{FirstPart(near)}/…");
        return routed is null ? "" : $" for {routed}";
    }

    /// <summary>CONNECT has no path, so the path may be empty.</summary>
    private static string FirstPart(string path) => path.Length > 1 && path.IndexOf('/', 1) is > 0 and var end ? path[..end] : path;

    /// <summary>The answer for clients that are not phones.</summary>
    public static string TextOf(RefusalReason reason) => $"The gateway refuses this request ({TagName.Of(reason)}).\n";

    private static Task WriteTextAsync(HttpResponse response, int status, RefusalReason reason)
    {
        var text = TextOf(reason);
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = text.Length;
        return response.WriteAsync(text, response.HttpContext.RequestAborted);
    }

    private static StringValues Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);

    private static string Advice(RefusalReason reason) => reason switch
    {
        RefusalReason.Network => "If this is a phone, add its network to PhoneServices:Security:AllowedNetworks. If it is a proxy or load balancer, add its address to KnownProxies.",
        RefusalReason.RateLimit => "If many phones share that address, raise PhoneServices:Security:RateLimit, or add the address to its ExemptNetworks. If it is a proxy, add it to KnownProxies instead.",
        RefusalReason.FailedLogins => "Somebody guesses PINs, or has forgotten one. See PhoneServices:Security:FailedLogins.",
        RefusalReason.NotRouted or RefusalReason.Method => "If it is a phone page, it needs a route.",
        _ => "No phone is known to send such a request.",
    };
}

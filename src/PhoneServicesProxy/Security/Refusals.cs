using System.Globalization;
using Microsoft.Extensions.Primitives;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Refuses requests: counts each one, tells the log once a minute for each reason, and answers, a phone with a page that it can
/// show. The connection ends with the answer, so that whatever is still to come on it is not taken for a request.
/// </summary>
internal sealed partial class Refusals(
    RefusalMetrics metrics, ErrorAnswer pages, RoutePolicies policies, CurrentConfiguration current, TimeProvider time, ILogger<Refusals> logger)
{
    private readonly LogLimit[] _log = [.. Enum.GetValues<RefusalReason>().Select(_ => new LogLimit())];

    /// <summary>For what the server refuses before there is a request.</summary>
    public void Count(HttpContext? context, RefusalReason reason)
    {
        metrics.Refused(reason);
        if (_log[(int)reason].IsDue(time, out var count))
        {
            LogRefused(count, TagName.Of(reason), AddressOf(context), PathOf(context), Advice(reason));
        }
    }

    /// <summary>For what is answered elsewhere; whatever is found wrong with the rest of the request is not counted, too.</summary>
    public void Mark(HttpContext context, RefusalReason reason)
    {
        Count(context, reason);
        context.Features.Set(new Refusal(reason));
    }

    /// <summary>For what no phone is known to send; should one do so, it is shown a page all the same.</summary>
    public Task RefuseAsync(HttpContext context, RefusalReason reason, int status) =>
        ShowAsync(context, reason, reason is RefusalReason.Path or RefusalReason.NotRouted or RefusalReason.Method ? ErrorReason.NotFound : ErrorReason.Refused, status);

    /// <summary>Shows a phone why; whoever is none, or expects plain text, gets the status, and the reason as text.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reason">Why it is refused.</param>
    /// <param name="page">What the page says.</param>
    /// <param name="status">The status for whoever gets no page.</param>
    /// <param name="wait">When it may come again; null where that does not depend on time.</param>
    /// <param name="retryUrl">Where the Retry key leads; null for no such key.</param>
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

        // Nobody is there any more.
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        if (!PhoneClient.Sent(context.Request) || (policy is not null && !policy.MayShowPage && !onlyShows))
        {
            return WriteTextAsync(context.Response, status, reason);
        }

        // The phone comes again by itself, which only what changes nothing may.
        if (wait is { } pause && onlyShows)
        {
            headers["Refresh"] = Seconds(pause);
        }

        return pages.WriteAsync(context, route?.Cluster?.Model.Config, page, retryUrl, wait);
    }

    private static string AddressOf(HttpContext? context) =>
        context?.Connection.RemoteIpAddress is not { } address ? "an address that is not known any more"
            : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    /// <summary>
    /// What was asked for, as far as a route has it too, in the route's own words: whatever else stands in a path or a query may be whose it likes.
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

    /// <summary>CONNECT has no path at all.</summary>
    private static string FirstPart(string path) => path.Length > 1 && path.IndexOf('/', 1) is > 0 and var end ? path[..end] : path;

    /// <summary>For whoever is no phone.</summary>
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
        RefusalReason.Network => "If phones are there, add their network to PhoneServices:Security:AllowedNetworks; if a proxy or load balancer is, its address to KnownProxies.",
        RefusalReason.RateLimit => "If many phones share that address, raise PhoneServices:Security:RateLimit, or add the address to its ExemptNetworks or, where a proxy has it, to KnownProxies.",
        RefusalReason.FailedLogins => "Somebody guesses PINs, or has forgotten one. See PhoneServices:Security:FailedLogins.",
        RefusalReason.NotRouted or RefusalReason.Method => "If it is a phone page, it needs a route.",
        _ => "No phone is known to send such a request.",
    };
}

using System.Globalization;
using Microsoft.Extensions.Primitives;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Telemetry;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Refuses requests: counts each one, tells the log once a minute for each reason, and answers, a phone with a page that it can
/// show. The connection ends with the answer, so that whatever is still to come on it is not taken for a request.
/// </summary>
internal sealed partial class Refusals(
    GatewayMetrics metrics, ErrorAnswer pages, RoutePolicies policies, TimeProvider time, ILogger<Refusals> logger)
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);
    private readonly RefusalLogState[] _log = [.. Enum.GetValues<RefusalReason>().Select(_ => new RefusalLogState())];

    /// <summary>For what the server refuses before there is a request.</summary>
    public void Count(HttpContext? context, RefusalReason reason)
    {
        metrics.Refused(reason);
        if (_log[(int)reason].IsDue(time, LogInterval, out var count))
        {
            LogRefused(count, TagValues.Of(reason), context?.Connection.RemoteIpAddress?.ToString() ?? "an address that is not known any more", Advice(reason));
        }
    }

    /// <summary>For what is answered elsewhere; whatever is found wrong with the rest of the request is not counted, too.</summary>
    public void Mark(HttpContext context, RefusalReason reason)
    {
        Count(context, reason);
        context.Features.Set(new Refusal(reason));
    }

    /// <summary>Answers with a status alone: no phone sends such a request.</summary>
    public Task RefuseAsync(HttpContext context, RefusalReason reason, int status)
    {
        Mark(context, reason);
        context.Response.StatusCode = status;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    /// <summary>Shows a phone why; whoever is none, or expects plain text, gets the status.</summary>
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

        if (!PhoneClient.Sent(context.Request) || (policy is not null && policy.Expect != Expectation.PhoneXml && !onlyShows))
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        // The phone comes again by itself, which only what changes nothing may.
        if (wait is { } pause && onlyShows)
        {
            headers["Refresh"] = Seconds(pause);
        }

        return pages.WriteAsync(context, route?.Cluster?.Model.Config, page, retryUrl, wait);
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

using System.Diagnostics;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Watching;
using PhoneServicesProxy.Wiring;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Telemetry;

/// <summary>Surrounds all other middleware. It records what the phone saw of each request, and measures its time if metrics are enabled.</summary>
internal sealed class PressTelemetryMiddleware(
    RequestDelegate next, PressMetrics metrics, GatewayTraces traces, PressHistory history, Watches watches, WiringObserver wiring, TimeProvider time)
{
    private readonly TimeProvider _wall = ProcessTime.RealOf(time);

    public async Task InvokeAsync(HttpContext context)
    {
        var started = _wall.GetTimestamp();
        var watched = watches.Begin(context);
        var trace = traces.Begin();
        if (trace is not null)
        {
            context.Features.Set(trace);
        }

        try
        {
            await next(context);
            Ended(context, trace, watched, started, null);
        }
        catch (Exception error)
        {
            Ended(context, trace, watched, started, error);
            throw;
        }
    }

    private void Ended(HttpContext context, PressTrace? trace, WatchedPress? watched, long started, Exception? error)
    {
        var route = context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>();
        var outcome = PressOutcomes.Of(context, error);
        var service = route?.Cluster?.ClusterId ?? GatewayMeter.NoService;
        history.Add(service, outcome);
        watched?.Ended(outcome, _wall.GetElapsedTime(started));
        if (route is not null)
        {
            wiring.Ended(context, service, outcome);
        }

        using var span = trace is null ? null : Traced(context, trace, route, outcome, error);
        if (metrics.Enabled)
        {
            var duration = _wall.GetElapsedTime(started);
            metrics.Ended(service, outcome, duration, TimeLost(context, outcome, duration));
        }
    }

    private Activity? Traced(HttpContext context, PressTrace trace, RouteModel? route, PressOutcome outcome, Exception? error)
    {
        var status = error is BadHttpRequestException bad ? bad.StatusCode : context.Response.StatusCode;
        return traces.End(trace, context.Request, route, outcome, outcome == PressOutcome.Abandoned ? null : status);
    }

    private static TimeSpan? TimeLost(HttpContext context, PressOutcome outcome, TimeSpan duration) => outcome switch
    {
        PressOutcome.FailedOver or PressOutcome.Hedged => duration - context.Features.Get<Press>()!.Shown!.Duration,
        PressOutcome.StalePage or PressOutcome.ErrorPage => duration,
        _ => null,
    };
}

using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Fallback.LastResort;

/// <summary>
/// Runs before all other middleware. Without it, a failure of the gateway itself, for example in routing or in a transform, would reach the phone
/// as an empty 500, which it cannot show.
/// </summary>
internal sealed partial class LastResortMiddleware(
    RequestDelegate next, ErrorAnswer pages, RoutePolicies policies, LastResortMetrics metrics, TimeProvider time, ILogger<LastResortMiddleware> logger)
{
    private readonly LogLimit _log = new();
    private readonly LogLimit _again = new();

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            // The request was cut short, too slow or too long. That is the client's fault, so it is not counted.
            await EndAsync(context, error.StatusCode);
            return;
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, error);
            return;
        }

        // The framework and YARP answer some failures with a status only, for example a route whose cluster has just been removed.
        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status500InternalServerError } && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, null);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception? error)
    {
        metrics.Failed();
        if (_log.IsDue(time, out var count))
        {
            LogFailed(count == 1 ? "once" : $"{count} times", RouteOf(context)?.Config.RouteId ?? "none", context.Response.StatusCode, error is null ? "" : FailureText.Of(error, context));
        }

        try
        {
            context.Response.Clear();

            // The request may have a body that was not read.
            context.Response.Headers.Connection = "close";
            await WriteAsync(context);
        }
        catch (Exception again) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            if (_again.IsDue(time, out var times))
            {
                LogFailedAgain(times == 1 ? "once" : $"{times} times", FailureText.Of(again, context));
            }

            context.Response.Clear();
            context.Response.Headers.Connection = "close";
            await LastResortPage.WriteAsync(context);
        }
    }

    private Task WriteAsync(HttpContext context)
    {
        if (context.Features.Get<Press>() is { } press)
        {
            return pages.AnswerAsync(context, press, PressReason.Of(press));
        }

        var route = RouteOf(context);
        var policy = route is null ? null : policies.Of(route.Config.RouteId);

        var mayBePage = policy is null || policy.MayShowPage || policy.Options.Replay == Replay.Always;
        return mayBePage && PhoneClient.Sent(context.Request)
            ? pages.WriteAsync(context, route?.Cluster?.Model.Config, policy?.Options.Replay == Replay.OnlyIfNotSent ? ErrorReason.NotCarriedOut : ErrorReason.NoAnswer, retryUrl: null)
            : LastResortPage.WriteTextAsync(context);
    }

    private static RouteModel? RouteOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>();

    private static Task EndAsync(HttpContext context, int status)
    {
        var response = context.Response;
        response.Clear();
        response.Headers.Connection = "close";
        if (PhoneClient.Sent(context.Request))
        {
            return LastResortPage.WriteAsync(context);
        }

        response.StatusCode = status;
        response.ContentLength = 0;
        return response.StartAsync();
    }

    [LoggerMessage(1, LogLevel.Error,
        "The gateway itself failed {Times}; phones got an error page. The last one was on route {Route} (status {Status}). {Error}", EventName = "GatewayFailed")]
    private partial void LogFailed(string times, string route, int status, string error);

    [LoggerMessage(2, LogLevel.Error, "The error page failed too, {Times}. The last error: {Error}", EventName = "ErrorPageFailed")]
    private partial void LogFailedAgain(string times, string error);
}

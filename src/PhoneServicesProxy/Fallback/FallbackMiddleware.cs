using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Fallback;

/// <summary>
/// Answers a press for which no node gave a page. A phone gets the last good page that it was shown, or else a page that says what happened.
/// Other clients get status 503.
/// </summary>
internal sealed partial class FallbackMiddleware(
    RequestDelegate next,
    LastGoodPages lastGood,
    ErrorAnswer errors,
    GatewayExhaustion exhaustion,
    TimeProvider time,
    ILogger<FallbackMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await CompleteAsync(context);
        }
        finally
        {
            context.Features.Get<Press>()?.Pages.Release();
        }
    }

    private async Task CompleteAsync(HttpContext context)
    {
        if (context.Features.Get<Press>() is not { } press || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        // If the forwarder has relayed an answer, the response has started, and the phone has its page.
        if (context.Response.HasStarted)
        {
            lastGood.Keep(context, press);
        }
        else if (context.Response.StatusCode is 502 or 503 or 504)
        {
            await FallBackAsync(context, press);
        }
    }

    private async Task FallBackAsync(HttpContext context, Press press)
    {
        press.Trace?.Open();

        // A node may have given a page that was then lost in the gateway.
        var isOwnFault = context.GetForwarderErrorFeature()?.Exception is { } error && exhaustion.Note(error);
        var (service, route) = (press.Cluster.ClusterId, press.Route.Config.RouteId);
        if (await lastGood.FindAsync(context, press) is { } page)
        {
            var age = page.Age(time.GetUtcNow());
            LogServedStale(service, route, Describe(press), age.TotalSeconds);
            press.ShownStalePage = true;
            context.Response.Clear();
            await LastGoodAnswer.WriteAsync(context, press, page, age);
            return;
        }

        LogFailedPress(service, route, Describe(press));
        context.Response.Clear();
        await errors.AnswerAsync(context, press, PressReason.Of(press, isOwnFault));
    }

    private static string Describe(Press press) =>
        press.WaitedForAnother ? "another phone's press for the same page got none"
            : press.Attempts.Count == 0 ? "no node may be tried"
            : string.Join(", ", press.Attempts.Select(PressLog.Describe));
}

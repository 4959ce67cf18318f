using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Overload;
using PhoneServicesProxy.Security;
using Yarp.ReverseProxy.Forwarder;

namespace PhoneServicesProxy.Telemetry;

/// <summary>Finds out what a phone saw of its press.</summary>
internal static class PressOutcomes
{
    /// <param name="context">The request.</param>
    /// <param name="error">The exception that ended the request; null if there was none.</param>
    public static PressOutcome Of(HttpContext context, Exception? error)
    {
        // Nearly every press has a node's answer, so nothing else is looked for first.
        var press = context.Features.Get<Press>();
        if (press?.Shown is { } shown)
        {
            return !shown.Won || IsCutShort(context, shown) ? PressOutcome.ErrorPage : Of(press.KindOf(shown.Node));
        }

        if (context.Features.Get<Refusal>() is { } refusal)
        {
            // A client that is no phone is refused on purpose, so it does not count as a phone without a page.
            return refusal.Reason == RefusalReason.Network && PhoneClient.Sent(context.Request) ? PressOutcome.NotLetIn : PressOutcome.Refused;
        }

        if (press is { ShownStalePage: true })
        {
            return PressOutcome.StalePage;
        }

        if (press is null && context.Features.Get<LoadShedFeature>() is not null)
        {
            return PressOutcome.Busy;
        }

        if (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            return PressOutcome.Abandoned;
        }

        return press is null ? WithoutPress(context, error) : PressOutcome.ErrorPage;
    }

    private static PressOutcome WithoutPress(HttpContext context, Exception? error) => (error, context.Response.StatusCode) switch
    {
        (BadHttpRequestException, _) => PressOutcome.Refused,
        (not null, _) or (_, >= 500) => PressOutcome.ErrorPage,
        (_, >= 400) => PressOutcome.Refused,
        _ => PressOutcome.Ok,
    };

    private static PressOutcome Of(AttemptKind kind) => kind switch
    {
        AttemptKind.First => PressOutcome.Ok,
        AttemptKind.Failover => PressOutcome.FailedOver,
        _ => PressOutcome.Hedged,
    };

    /// <summary>Only a page that is too long to be held can still be cut short.</summary>
    private static bool IsCutShort(HttpContext context, Attempt shown) =>
        shown.Body is null && context.GetForwarderErrorFeature()?.Error is ForwarderError.ResponseBodyDestination;
}

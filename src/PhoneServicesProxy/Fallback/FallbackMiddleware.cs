using System.Globalization;
using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Fallback;

/// <summary>Answers a press for which no node gave a page: a phone gets one that it can show, anybody else an honest 503.</summary>
internal sealed partial class FallbackMiddleware(RequestDelegate next, ILogger<FallbackMiddleware> logger)
{
    private const string NoNode = "No CallManager node could answer. Please try again.\n";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);

        // Only a press that reached no page; what the forwarder relayed has started by now.
        if (context.Features.Get<Press>() is not { } press
            || context.Response.HasStarted
            || context.RequestAborted.IsCancellationRequested
            || context.Response.StatusCode is not (502 or 503 or 504))
        {
            return;
        }

        LogFailedPress(press.Cluster.ClusterId, press.Route.Config.RouteId, Describe(press));
        context.Response.Clear();
        await WriteAsync(context, press);
    }

    private static Task WriteAsync(HttpContext context, Press press)
    {
        var response = context.Response;

        // Who expects plain text, as for authenticate, must never take a page for a permission.
        if (press.Policy.Expect != Expectation.PhoneXml || !PhoneClient.Sent(context.Request))
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            response.ContentType = "text/plain; charset=utf-8";

            // A phone may be waiting all the same, as for authenticate: with a length, for it cannot be trusted with chunks.
            response.ContentLength = NoNode.Length;
            return response.WriteAsync(NoNode, context.RequestAborted);
        }

        var page = Page(context, press).ToBytes();
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/xml; charset=utf-8";
        response.ContentLength = page.Length;

        // In the past when it is loaded: the page stays off the phone's URL stack, and Exit skips it (XSI 9.1). The 8800
        // needs a date after 1970-01-01.
        response.Headers.Expires = "Thu, 01 Jan 1998 00:00:00 GMT";
        return response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }

    private static ErrorPage Page(HttpContext context, Press press)
    {
        var title = press.Cluster.Model.Config.Metadata?.GetValueOrDefault("Title") ?? "Phone Services";
        var mayHaveBeenExecuted = !press.MayRepeat && press.Attempts.Any(attempt => !attempt.NotExecuted);
        if (mayHaveBeenExecuted)
        {
            return new(title, "No answer. Your request may have been carried out. Look at the phone before you try again.", null);
        }

        var isBusy = press.Attempts is { Count: > 0 } attempts && attempts.All(attempt => attempt.Failure == AttemptFailure.NodeFull);
        var what = isBusy ? "The service is busy at the moment." : "The service cannot be reached at the moment.";
        return new(title, $"{what} Please try again in a moment.", press.MayRepeat ? RequestUrl(context.Request) : null);
    }

    private static string RequestUrl(HttpRequest request) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{request.QueryString}";

    private static string Describe(Press press) =>
        press.WaitedForAnother ? "another phone's press for the same page got none"
            : press.Attempts.Count == 0 ? "no node may be tried"
            : string.Join(", ", press.Attempts.Select(PressLog.Describe));
}

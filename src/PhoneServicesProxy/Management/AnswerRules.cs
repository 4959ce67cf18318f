using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Management;

/// <summary>Sets the headers that every answer needs, whatever its status: it must not be cached, framed, or read as another content type.</summary>
internal sealed partial class AnswerRules(RequestDelegate next, TimeProvider time, ILogger<AnswerRules> logger)
{
    private readonly LogLimit _log = new();

    public async Task InvokeAsync(HttpContext context)
    {
        // Set last, because handlers may clear headers or set others.
        context.Response.OnStarting(Keep, context);
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // Kestrel's own answer to an exception has no headers. The log is limited, because status pages and scrapes repeat their requests.
            if (_log.IsDue(time, out var count))
            {
                LogFailed(count, error);
            }

            context.Response.Clear();
            var status = (error as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
            await Results.Problem("The request failed; the gateway's log says why.", statusCode: status).ExecuteAsync(context);
        }
    }

    private static Task Keep(object state)
    {
        var headers = ((HttpContext)state).Response.Headers;
        headers[HeaderNames.CacheControl] = "no-store";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Error, "A request to the management endpoint failed. Failures since the last such message: {Count}.", EventName = "ManagementFailed")]
    private partial void LogFailed(long count, Exception error);
}

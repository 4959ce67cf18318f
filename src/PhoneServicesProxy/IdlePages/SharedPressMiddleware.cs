using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Fallback.LastResort;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// Runs after output caching, which lets one request pass for all. It makes that request independent of the phone that happened to send it.
/// </summary>
internal sealed partial class SharedPressMiddleware(RequestDelegate next, TimeProvider time, ILogger<SharedPressMiddleware> logger)
{
    private readonly LogLimit _log = new();

    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<SharedPage>() is { } page ? AskForAllAsync(context, page) : next(context);

    private async Task AskForAllAsync(HttpContext context, SharedPage page)
    {
        page.Body.Hold();
        context.RequestAborted = page.End;
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            // Output caching would throw the same exception for every waiting phone.
            if (_log.IsDue(time, out var count))
            {
                LogFailed(count == 1 ? "1 press" : $"{count} presses", FailureText.Of(error, context));
            }

            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Failed in the gateway itself, for a shared page, since it was said last: {Presses}. {Error}", EventName = "SharedPressFailed")]
    private partial void LogFailed(string presses, string error);
}

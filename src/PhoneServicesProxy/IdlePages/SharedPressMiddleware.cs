namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// Stands behind output caching, where the one request passes that asks for all: makes it independent of the phone that
/// happened to be first.
/// </summary>
internal sealed partial class SharedPressMiddleware(RequestDelegate next, ILogger<SharedPressMiddleware> logger)
{
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
            // Output caching would throw the same at every phone that waits.
            LogFailed(error);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A press for a shared page failed.", EventName = "SharedPressFailed")]
    private partial void LogFailed(Exception error);
}

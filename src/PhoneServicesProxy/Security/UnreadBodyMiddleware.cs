using Microsoft.AspNetCore.Http.Features;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Closes a connection whose request body was not read completely. Kestrel normally skips the rest before the next request. If the client
/// has half-closed the connection, it would read the rest of the body as a request that no proxy in front of the gateway has seen.
/// </summary>
internal sealed class UnreadBodyMiddleware(RequestDelegate next)
{
    /// <summary>Must be called after the whole body is read. The connection may then stay open.</summary>
    public static void HasBeenRead(HttpContext context) => context.Response.Headers.Connection = default;

    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } ? EndAfterAsync(context) : next(context);

    private async Task EndAfterAsync(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        try
        {
            await next(context);
        }
        catch when (!context.Response.HasStarted && context.RequestAborted.IsCancellationRequested)
        {
            // An outer middleware answers other exceptions with a page, and closes the connection too.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await StartAsync(context.Response);
            throw;
        }

        // An outer middleware adds the page to a failure that has none.
        if (context.Response.StatusCode < StatusCodes.Status500InternalServerError || context.RequestAborted.IsCancellationRequested)
        {
            await StartAsync(context.Response);
        }
    }

    /// <summary>Kestrel reads the header when it starts a response. It starts none by itself if the client has disconnected.</summary>
    private static Task StartAsync(HttpResponse response)
    {
        if (response.HasStarted || response.Headers.Connection.Count == 0)
        {
            return Task.CompletedTask;
        }

        response.ContentLength = 0;
        return response.StartAsync();
    }
}

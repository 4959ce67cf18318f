using Microsoft.AspNetCore.Http.Features;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Ends a connection on which a body came that nobody read to its end. Kestrel reads what is left of it before the next request, unless the
/// phone has ended its side meanwhile: then it would take the rest of the body for a request that no proxy before the gateway has seen.
/// </summary>
internal sealed class UnreadBodyMiddleware(RequestDelegate next)
{
    /// <summary>To be called when all of the body has been read: the connection may go on.</summary>
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
            // Whatever else is thrown is answered further out, with a page, and the connection ends there, too.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await StartAsync(context.Response);
            throw;
        }

        // A failure without a page gets one further out.
        if (context.Response.StatusCode < StatusCodes.Status500InternalServerError || context.RequestAborted.IsCancellationRequested)
        {
            await StartAsync(context.Response);
        }
    }

    /// <summary>Kestrel looks at the header when it makes an answer, and by itself makes none where nobody is there any more.</summary>
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

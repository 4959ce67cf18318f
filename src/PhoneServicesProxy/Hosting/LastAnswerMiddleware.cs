using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Hosting;

/// <summary>Once the gateway is about to stop, each answer ends its connection: the next press finds the gateway that comes after it.</summary>
/// <remarks>Here a press is known to have begun, too: what has come this far is finished before the gateway stops.</remarks>
internal sealed class LastAnswerMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime, Newcomers newcomers)
{
    private readonly Func<object, Task> _close = context => CloseAsync((HttpContext)context, lifetime);

    public Task InvokeAsync(HttpContext context)
    {
        newcomers.Settle(context.Connection.Id);
        context.Response.OnStarting(_close, context);
        return next(context);
    }

    private static Task CloseAsync(HttpContext context, IHostApplicationLifetime lifetime)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.Headers[HeaderNames.Connection] = "close";
        }

        return Task.CompletedTask;
    }
}

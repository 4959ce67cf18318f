using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Hosting;

/// <summary>Once the gateway is stopping, each answer closes its connection. The next press then reaches the next gateway.</summary>
/// <remarks>It also marks the connection as having a request. Such a request is finished before the gateway stops.</remarks>
internal sealed class LastAnswerMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime, NewConnections newConnections)
{
    private readonly Func<object, Task> _close = context => CloseAsync((HttpContext)context, lifetime);

    public Task InvokeAsync(HttpContext context)
    {
        newConnections.Settled(context.Connection.Id);
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

using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Security;

/// <summary>Counts what no route takes; routing itself answers it.</summary>
internal sealed class RoutedPagesMiddleware(RequestDelegate next, Refusals refusals)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<RouteModel>() is null)
        {
            // Where only the method is wrong there is an endpoint that says so.
            refusals.Mark(context, endpoint is null ? RefusalReason.NotRouted : RefusalReason.Method);
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }
}

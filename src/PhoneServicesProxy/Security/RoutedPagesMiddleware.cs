using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Security;

/// <summary>Refuses requests that no route matches.</summary>
internal sealed class RoutedPagesMiddleware(RequestDelegate next, Refusals refusals)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<RouteModel>() is null)
        {
            // If only the method is wrong, routing supplies an endpoint that answers with the allowed methods.
            return endpoint is null
                ? refusals.RefuseAsync(context, RefusalReason.NotRouted, StatusCodes.Status404NotFound)
                : RefuseMethodAsync(context, endpoint);
        }

        return next(context);
    }

    private async Task RefuseMethodAsync(HttpContext context, Endpoint endpoint)
    {
        if (endpoint.RequestDelegate is { } answer)
        {
            await answer(context);
        }

        await refusals.RefuseAsync(context, RefusalReason.Method, StatusCodes.Status405MethodNotAllowed);
    }
}

using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>Makes a press of a routed request and picks its first node, in the place of YARP's load-balancing middleware.</summary>
internal sealed class PressMiddleware(
    RequestDelegate next, RoutePolicies policies, NodePicker picker, Refusals refusals, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        byte[]? body;
        try
        {
            body = await ReadBodyAsync(context.Request);
        }
        catch (BadHttpRequestException error)
        {
            // Too slow, too long or cut short. Thrown on through everything around, hundreds of them at once are felt by others.
            await refusals.RefuseAsync(context, KestrelRefusals.ReasonOf(error.StatusCode), error.StatusCode);
            return;
        }

        var proxy = context.GetReverseProxyFeature();
        var policy = policies.Of(proxy.Route.Config.RouteId);
        var press = new Press(context, proxy.Route, proxy.Route.Cluster!, policy, picker)
        {
            Began = began,
            Body = body,
            Sessions = PressSessions.Of(context, policy.Marks),
            Trace = context.Features.Get<PressTrace>(),
        };
        context.Features.Set(press);
        proxy.AvailableDestinations = press.NextNode() is { } node ? node : Array.Empty<DestinationState>();
        await next(context);
    }

    /// <summary>
    /// A phone's form is tiny; Kestrel's limit on the size of bodies bounds this buffer. Kestrel ends the reading, too, whatever becomes of the
    /// connection: a phone that has said that no more will come is not to be taken for one that has gone, according to who is faster.
    /// </summary>
    private static async ValueTask<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return null;
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, CancellationToken.None);
        UnreadBodyMiddleware.HasBeenRead(request.HttpContext);
        return buffer.ToArray();
    }
}

using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>Makes a press of a routed request and picks its first node. It replaces YARP's load-balancing middleware.</summary>
internal sealed class PressMiddleware(RequestDelegate next, RoutePolicies policies, NodePicker picker, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        var policy = policies.Of(proxy.Route.Config.RouteId);
        var press = new Press(context, proxy.Route, proxy.Route.Cluster!, policy, picker)
        {
            Began = time.GetTimestamp(),
            Body = context.Features.Get<PressBody>()?.Bytes,
            Sessions = PressSessions.Of(context, policy.Marks),
            Trace = context.Features.Get<PressTrace>(),
        };
        context.Features.Set(press);
        proxy.AvailableDestinations = press.NextNode() is { } node ? node : Array.Empty<DestinationState>();
        return next(context);
    }
}

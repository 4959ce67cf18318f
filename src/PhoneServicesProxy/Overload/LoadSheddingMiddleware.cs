using Microsoft.AspNetCore.Connections.Features;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Overload;

/// <summary>Refuses new presses in overload, before anything is sent to a node.</summary>
internal sealed class LoadSheddingMiddleware(RequestDelegate next, LoadShedder shedder, ErrorAnswer errors, RoutePolicies policies, NodePicker picker,
    ConnectionLimit connections)
{
    public Task InvokeAsync(HttpContext context)
    {
        // A request without a route takes hardly any time, so it is never refused.
        return context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is not { Cluster: { } cluster } route ? next(context)
            : shedder.TryStartPress(isAdmitted: context.Features.Get<Admission>() is { } admission && admission.TryUse()) ? ServeAsync(context)
            : RefuseAsync(context, route, cluster);
    }

    private async Task ServeAsync(HttpContext context)
    {
        // An idle connection would hold files that waiting connections need.
        if (connections.IsScarce)
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        try
        {
            await next(context);
        }
        finally
        {
            shedder.EndPress();
        }
    }

    private Task RefuseAsync(HttpContext context, RouteModel route, ClusterState cluster)
    {
        context.Features.Set(LoadShedFeature.Instance);
        return errors.AnswerAsync(context, new Press(context, route, cluster, policies.Of(route.Config.RouteId), picker), ErrorReason.Busy);
    }
}

using Microsoft.AspNetCore.Connections.Features;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Overload;

/// <summary>Turns a new press away while there is more to do than can be done: nothing of it has been sent to a node.</summary>
internal sealed class LoadSheddingMiddleware(RequestDelegate next, LoadShedder shedder, ErrorAnswer errors, RoutePolicies policies, NodePicker picker,
    ConnectionLimit connections)
{
    public Task InvokeAsync(HttpContext context)
    {
        // What no route names is answered in no time.
        return context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is not { Cluster: { } cluster } route ? next(context)
            : shedder.TryBegin(isAdmitted: context.Features.Get<Admission>() is { } admission && admission.TryUse()) ? ServeAsync(context)
            : TurnAwayAsync(context, route, cluster);
    }

    private async Task ServeAsync(HttpContext context)
    {
        // Kept, its connection would take the place of somebody who waits to be let in.
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
            shedder.End();
        }
    }

    private Task TurnAwayAsync(HttpContext context, RouteModel route, ClusterState cluster)
    {
        context.Features.Set(Shed.Mark);
        return errors.AnswerAsync(context, new Press(context, route, cluster, policies.Of(route.Config.RouteId), picker), ErrorReason.Busy);
    }
}

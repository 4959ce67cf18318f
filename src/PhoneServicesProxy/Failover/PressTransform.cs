using PhoneServicesProxy.Security;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Prepares the request to a node: hands the press to the handler, and keeps what the phone sent as it was, its Host
/// included, unless the route's own transforms say otherwise. CallManager is not known to read X-Forwarded-*, and rejects
/// logins that carry Via.
/// </summary>
internal sealed class PressTransform : ITransformProvider
{
    public void Apply(TransformBuilderContext context)
    {
        context.UseDefaultForwarders ??= false;
        if (!context.RequestTransforms.Any(transform => transform is RequestHeaderOriginalHostTransform))
        {
            context.AddOriginalHost();
        }

        context.AddRequestTransform(static transform =>
        {
            transform.HttpContext.Features.Get<Press>()!.AttachTo(transform.ProxyRequest);
            if (transform.HttpContext.Features.Get<SessionInPath>() is { } session)
            {
                transform.Path = session.AppendTo(transform.Path);
            }

            return ValueTask.CompletedTask;
        });
    }

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }
}

using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Routing;
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

        // After headers that phones do not get are gone, before the route's own transforms: what those say of the type is wanted.
        context.ResponseTransforms.Insert(0, new ResponseFuncTransform(static transform =>
        {
            if (transform.ProxyResponse is { } answer)
            {
                StatedCharset.Add(transform.HttpContext, answer.Content);
            }

            return ValueTask.CompletedTask;
        }));

        var suppressesHost = context.RequestTransforms.Contains(RequestHeaderOriginalHostTransform.SuppressHost);

        var route = context.Route.Match.Path;
        context.AddRequestTransform(transform =>
        {
            transform.HttpContext.Features.Get<Press>()!.AttachTo(transform.ProxyRequest);

            // A route's own transforms may have made another path of it.
            if (transform.Path == transform.HttpContext.Request.Path)
            {
                transform.Path = RoutePath.Of(route, transform.Path);
            }

            transform.ProxyRequest.RequestUri ??= NodeUri.Of(transform.DestinationPrefix, transform.Path.ToUriComponent() + transform.Query.QueryString.Value);

            // YARP puts the first node's Host where there is no other. Each node gets its own, and this one is no other node's.
            if (transform.HttpContext.GetReverseProxyFeature().ProxiedDestination?.Model.Config.Host is { } host
                && (suppressesHost || !transform.HttpContext.Request.Host.HasValue)
                && transform.ProxyRequest.Headers.Host == host)
            {
                transform.ProxyRequest.Headers.Host = null;
            }

            // Whoever waited for the gateway's word has got it by now.
            transform.ProxyRequest.Headers.Remove(HeaderNames.Expect);

            // What is compressed cannot be judged or rewritten as it stands, and no phone is known to read it.
            transform.ProxyRequest.Headers.Remove(HeaderNames.AcceptEncoding);

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

using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Prepares the request to a node. It keeps the phone's request unchanged, its Host included. Only the route's own transforms
/// change it. CallManager is not known to read X-Forwarded-*. It rejects logins that carry Via.
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

        // This runs after the removal of headers that phones do not get. It runs before the route's own transforms, which may set another type.
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
            // A route's own transforms may have changed the path, or its case alone.
            if (string.Equals(transform.Path.Value, transform.HttpContext.Request.Path.Value, StringComparison.Ordinal))
            {
                transform.Path = RoutePath.Of(route, transform.Path);
            }

            transform.ProxyRequest.RequestUri ??= NodeUri.Of(transform.DestinationPrefix, transform.Path.ToUriComponent() + transform.Query.QueryString.Value);

            // YARP adds the first node's Host if there is no other. Each node gets its own Host, so the first node's must not reach other nodes.
            if (transform.HttpContext.GetReverseProxyFeature().ProxiedDestination?.Model.Config.Host is { } host
                && (suppressesHost || !transform.HttpContext.Request.Host.HasValue)
                && transform.ProxyRequest.Headers.Host == host)
            {
                transform.ProxyRequest.Headers.Host = null;
            }

            // The gateway has already sent 100 Continue to a client that waits for it.
            transform.ProxyRequest.Headers.Remove(HeaderNames.Expect);

            // A compressed page cannot be judged or rewritten without decoding, and no phone is known to read one.
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

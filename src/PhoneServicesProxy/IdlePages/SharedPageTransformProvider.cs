using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.IdlePages;

/// <summary>Adds <see cref="SharedPageTransform"/> after the other transforms of routes that share their pages.</summary>
internal sealed class SharedPageTransformProvider(SharedPageTransform transform) : ITransformProvider
{
    public void Apply(TransformBuilderContext context)
    {
        if (IdlePagePolicy.Name.Equals(context.Route.OutputCachePolicy, StringComparison.OrdinalIgnoreCase))
        {
            context.ResponseTransforms.Add(transform);
        }
    }

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }
}

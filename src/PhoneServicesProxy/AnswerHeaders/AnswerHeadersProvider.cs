using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>Adds the transform that selects the phone's headers to every route.</summary>
internal sealed class AnswerHeadersProvider(CurrentConfiguration current) : ITransformProvider
{
    // It comes before a route's own transforms, so headers that those add are kept.
    public void Apply(TransformBuilderContext context) => context.ResponseTransforms.Insert(0, new AnswerHeadersTransform(current));

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }
}

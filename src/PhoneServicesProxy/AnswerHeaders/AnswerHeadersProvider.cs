using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>Gives every route the one place where it is decided which headers a phone gets.</summary>
internal sealed class AnswerHeadersProvider(CurrentConfiguration current) : ITransformProvider
{
    // Before a route's own transforms: what those add is wanted.
    public void Apply(TransformBuilderContext context) => context.ResponseTransforms.Insert(0, new AnswerHeadersTransform(current));

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }
}

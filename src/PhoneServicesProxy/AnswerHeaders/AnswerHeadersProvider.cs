using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>Adds the transform that selects the phone's headers to every route.</summary>
internal sealed class AnswerHeadersProvider(CurrentConfiguration current) : ITransformProvider
{
    public void Apply(TransformBuilderContext context)
    {
        // It copies instead of YARP, unless the route says that nothing, or a list of its own, is copied.
        var copies = context.CopyResponseHeaders ?? true;
        context.CopyResponseHeaders = false;

        // It comes before a route's own transforms, because headers that those add are wanted.
        context.ResponseTransforms.Insert(0, new AnswerHeadersTransform(current, copies));
    }

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }
}

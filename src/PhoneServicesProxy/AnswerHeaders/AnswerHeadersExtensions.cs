using PhoneServicesProxy.AnswerHeaders;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.DependencyInjection;

internal static class AnswerHeadersExtensions
{
    public static void AddAnswerHeaders(this IServiceCollection services) =>
        services.AddSingleton<ITransformProvider, AnswerHeadersProvider>();
}

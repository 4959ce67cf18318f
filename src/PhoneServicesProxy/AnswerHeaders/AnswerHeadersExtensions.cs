using PhoneServicesProxy.AnswerHeaders;
using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.DependencyInjection;

internal static class AnswerHeadersExtensions
{
    public static void AddAnswerHeaders(this IServiceCollection services)
    {
        services.AddSingleton<ITransformProvider, AnswerHeadersProvider>();
        services.AddSingleton<Func<AnswerHeadersOptions>>(provider =>
        {
            var current = provider.GetRequiredService<CurrentConfiguration>();
            return () => current.Options.Get<AnswerHeadersOptions>();
        });
        services.AddSingleton<UnwritableHeaders>();
    }
}

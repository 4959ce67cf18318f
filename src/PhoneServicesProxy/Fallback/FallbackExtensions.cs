using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Fallback;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Fallback.LastResort;

namespace Microsoft.Extensions.DependencyInjection;

internal static class FallbackExtensions
{
    public static void AddFallback(this IServiceCollection services, LastGoodPageOptions options)
    {
        services.AddSingleton<ErrorAnswer>();
        services.AddSingleton<LastGoodPages>();
        services.AddFeatureMetrics<LastResortMetrics>();

        services.AddSingleton(_ => new PageMemory(options));
        services.AddSingleton<IPageCache>(provider => provider.GetRequiredService<PageMemory>());
        if (!string.IsNullOrEmpty(options.Redis))
        {
            var settings = new RedisCacheOptions { ConfigurationOptions = RedisSettings.Parse(options.Redis) };
            services.AddPageStore(() => new RedisCache(Options.Options.Create(settings)));
        }
    }

    /// <summary>Adds the store that gateways share.</summary>
    public static void AddPageStore(this IServiceCollection services, Func<IDistributedCache> create)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PageStore>(provider, create()));
        services.AddHostedService(provider => provider.GetRequiredService<PageStore>());
    }

    /// <summary>Must come before everything that answers phones.</summary>
    public static void UseLastResort(this WebApplication app) => app.UseMiddleware<LastResortMiddleware>();

    public static void UseFallback(this WebApplication app) => app.UseMiddleware<FallbackMiddleware>();
}

using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
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

        // This must come before AddHybridCache, which would add an unbounded memory cache.
        services.AddSingleton(_ => new PageMemory(options));
        services.AddSingleton<IPageCache>(provider => provider.GetRequiredService<PageMemory>());
        services.AddSingleton<IMemoryCache>(provider => provider.GetRequiredService<PageMemory>());
        services.AddHybridCache(cache => cache.MaximumPayloadBytes = KeepingRules.MaxSize + 1024)
            .AddSerializer<LastGoodPage, LastGoodPageSerializer>();
        if (!string.IsNullOrEmpty(options.Redis))
        {
            var settings = new RedisCacheOptions { ConfigurationOptions = RedisSettings.Parse(options.Redis) };
            services.AddPageStore(() => new RedisCache(Options.Options.Create(settings)));
        }
    }

    /// <summary>Adds the second level of the cache.</summary>
    public static void AddPageStore(this IServiceCollection services, Func<IDistributedCache> create)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PageStore>(provider, create()));
        services.AddSingleton<IDistributedCache>(provider => provider.GetRequiredService<PageStore>());
        services.AddSingleton<PageStoreWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<PageStoreWriter>());
    }

    /// <summary>Must come before everything that answers phones.</summary>
    public static void UseLastResort(this WebApplication app) => app.UseMiddleware<LastResortMiddleware>();

    public static void UseFallback(this WebApplication app) => app.UseMiddleware<FallbackMiddleware>();
}

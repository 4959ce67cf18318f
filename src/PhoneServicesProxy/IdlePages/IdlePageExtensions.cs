using Microsoft.AspNetCore.OutputCaching;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.IdlePages;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.DependencyInjection;

internal static class IdlePageExtensions
{
    /// <summary>The policy by its name, to which routes refer.</summary>
    public static void AddIdlePagePolicy(this IServiceCollection services) =>
        services.AddOutputCache(cache =>
        {
            cache.MaximumBodySize = SharedPageTransform.MaxPageSize;
            cache.AddPolicy(IdlePagePolicy.Name, new IdlePagePolicy());
        });

    public static void AddIdlePages(this IServiceCollection services)
    {
        services.AddSingleton<IdlePageMemory>();
        services.AddSingleton<IPageCache>(provider => provider.GetRequiredService<IdlePageMemory>());
        services.AddSingleton<IOutputCacheStore>(provider => provider.GetRequiredService<IdlePageMemory>());
        services.AddSingleton<UnsharedPages>();
        services.AddSingleton<SharedPageTransform>();
        services.AddSingleton<ITransformProvider, SharedPageTransformProvider>();
    }

    /// <summary>
    /// After Security, which judges every phone, also one that a page in the cache would satisfy; inside Fallback, whose
    /// pages are made for one phone and never kept; around the routes, where pages are rewritten for the address that is
    /// part of what shared requests have in common.
    /// </summary>
    public static void UseIdlePages(this WebApplication app)
    {
        app.UseMiddleware<SharedPageMiddleware>();
        app.UseOutputCache();
        app.UseMiddleware<SharedPressMiddleware>();
    }
}

using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.IdlePages;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.DependencyInjection;

internal static class IdlePageExtensions
{
    /// <summary>Adds the policy under the name that routes use. YARP rejects a route with an unknown name.</summary>
    public static void AddIdlePagePolicy(this IServiceCollection services) =>
        services.AddOutputCache(cache => cache.AddPolicy(IdlePagePolicy.Name, policy => policy.NoCache()));

    public static void AddIdlePages(this IServiceCollection services)
    {
        services.AddSingleton<IdlePageMemory>();
        services.AddSingleton<IPageCache>(provider => provider.GetRequiredService<IdlePageMemory>());
        services.AddSingleton<UnsharedPages>();
        services.AddSingleton<ITransformProvider, SharedPageTransform>();
    }

    /// <summary>
    /// Must come after Security, which checks every phone, even if a cached page would answer it. Must come inside Fallback, whose
    /// pages are for one phone and are never kept. Must come around the routes: there, pages are rewritten for the gateway's address,
    /// which is the same for all requests that share a page.
    /// </summary>
    public static void UseIdlePages(this WebApplication app) => app.UseMiddleware<IdlePageMiddleware>();
}

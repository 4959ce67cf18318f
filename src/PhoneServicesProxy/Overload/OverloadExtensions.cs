using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Overload;

namespace Microsoft.Extensions.DependencyInjection;

internal static class OverloadExtensions
{
    public static void AddOverload(this IServiceCollection services)
    {
        services.AddSingleton<FileBudget>();
        services.AddSingleton<ConnectionLimit>();
        services.AddFeatureMetrics<ConnectionMetrics>();
        services.AddFeatureMetrics<OverloadGauges>();
        services.AddSingleton<KestrelLimits>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<KestrelLimits>());
        services.AddSingleton<IConfigureOptions<SocketTransportOptions>>(provider => provider.GetRequiredService<KestrelLimits>());
        services.AddSingleton<LoadShedder>();
        services.AddSingleton<BusyResponses>();

        // Kestrel asks the factory that was added last first.
        if (OperatingSystem.IsLinux())
        {
            services.AddSingleton<IConnectionListenerFactory, PhoneListenerFactory>();
        }
    }

    /// <summary>Must come after routing, because a refused press gets a page with the service's title and counts in the service's metrics.</summary>
    public static void UseOverload(this WebApplication app) => app.UseMiddleware<LoadSheddingMiddleware>();
}

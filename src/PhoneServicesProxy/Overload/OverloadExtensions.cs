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
        services.AddSingleton<BusyAnswers>();

        // Kestrel asks the one that was added last first.
        if (OperatingSystem.IsLinux())
        {
            services.AddSingleton<IConnectionListenerFactory, PhonesListenerFactory>();
        }
    }

    /// <summary>To stand behind routing: a page in the service's name is made, and its metric counted, for each press that is turned away.</summary>
    public static void UseOverload(this WebApplication app) => app.UseMiddleware<LoadSheddingMiddleware>();
}

using Microsoft.Extensions.Options;
using PhoneServicesProxy.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IServiceCollection services)
    {
        services.AddLogging(logging => logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
        }));
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, SecretLogFilter>();
    }
}

using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

internal static partial class TelemetryExtensions
{
    /// <summary>The gateway's own meter, and those of the framework whose tags have only method, status and route of a request.</summary>
    private static readonly string[] Meters =
        [GatewayMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    /// <summary>
    /// Each press would update these instruments, some several times, which costs noticeable CPU time (the last alone 3 % of a press). The gateway's own
    /// instruments report the same by node and service. A dropped instrument is not enabled, so the framework does not even collect its tags.
    /// </summary>
    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        "http.server.active_requests", "http.client.active_requests", "http.client.open_connections", "http.client.request.time_in_queue",
        "http.client.request.duration", "http.server.request.duration", "kestrel.connection.duration", "kestrel.queued_connections", "kestrel.queued_requests");

    /// <summary>OpenTelemetry allocates 0.2 MB for each instrument, for 2000 combinations of its tags. The framework's instruments have a few dozen.</summary>
    private static readonly MetricStreamConfiguration OfFramework = new() { CardinalityLimit = 200 };

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging(logging => logging.ClearProviders().AddConsole());
        services.AddFeatureMetrics<PageCacheMetrics>();
        services.AddFeatureMetrics<BuildMetrics>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, SecretLogFilter>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(GatewayTraces.SourceName, serviceVersion: GatewayVersion.Text)
                .AddAttributes([new("host.name", Environment.MachineName)])
                .AddEnvironmentVariableDetector())
            .AddMetrics(builder.Configuration)
            .AddTraces(builder.Configuration)
            .AddLogs(builder.Configuration);
    }

    /// <summary>Must come before everything that answers phones.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        var services = app.Services;
        // The listener must exist before counters begin.
        services.GetRequiredService<MeterProvider>();
        var metrics = services.GetServices<IFeatureMetrics>().ToArray();
        Begin(metrics, services.GetRequiredService<CurrentConfiguration>().Value);
        services.GetRequiredService<ConfigurationReloader>().Reloaded += loaded => Begin(metrics, loaded.Configuration);
        app.UseMiddleware<PressTelemetryMiddleware>();

        var logger = services.GetRequiredService<ILogger<TelemetryDelivery>>();
        foreach (var delivery in services.GetServices<TelemetryDelivery>())
        {
            delivery.LogTo(logger);
        }

        foreach (var mistake in TelemetrySettings.Mistakes(app.Configuration))
        {
            LogNotUnderstood(logger, mistake);
        }
    }

    private static void Begin(IFeatureMetrics[] metrics, GatewayConfiguration? configuration)
    {
        if (configuration is not null)
        {
            string[] services = [.. configuration.Clusters.Select(cluster => cluster.ClusterId)];
            Array.ForEach(metrics, one => one.Begin(services));
        }
    }

    /// <summary>Maps the endpoint with all metrics in Prometheus's format.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder endpoints, MeterProvider metrics, IConfiguration configuration)
    {
        // If the SDK is disabled there is no exporter, and mapping the endpoint would fail.
        if (!"true".Equals(configuration["OTEL_SDK_DISABLED"], StringComparison.OrdinalIgnoreCase))
        {
            endpoints.MapPrometheusScrapingEndpoint("/metrics", metrics, null, null).DisableHttpMetrics();
        }
    }

    private static TelemetryDelivery DeliveryOf(this OpenTelemetryBuilder telemetry, string signal)
    {
        var delivery = new TelemetryDelivery(signal, TimeProvider.System);
        telemetry.Services.AddSingleton(delivery);
        return delivery;
    }

    private static OpenTelemetryBuilder AddMetrics(this OpenTelemetryBuilder telemetry, ConfigurationManager configuration) =>
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddView(instrument =>
                Dropped.Contains(instrument.Name) ? MetricStreamConfiguration.Drop : instrument.Meter.Name == GatewayMeter.Name ? null : OfFramework);
            if (!string.IsNullOrEmpty(configuration[SettingKeys.ManagementUrl]))
            {
                metrics.AddPrometheusExporter();
            }

            if (new OtlpSignal("METRICS", configuration, telemetry.DeliveryOf("metrics")) is { IsWanted: true } signal)
            {
                // An exemplar leads from a measurement to the trace of one press. Only what is measured within a span has one.
                metrics.SetExemplarFilter(ExemplarFilterType.TraceBased).AddOtlpExporter(signal.Configure);
            }
        });

    private static OpenTelemetryBuilder AddTraces(this OpenTelemetryBuilder telemetry, ConfigurationManager configuration) =>
        new OtlpSignal("TRACES", configuration, telemetry.DeliveryOf("traces")) is { IsWanted: true } signal
            ? telemetry.WithTracing(traces => traces.AddSource(GatewayTraces.SourceName).AddOtlpExporter(signal.Configure))
            : telemetry;

    private static OpenTelemetryBuilder AddLogs(this OpenTelemetryBuilder telemetry, ConfigurationManager configuration) =>
        new OtlpSignal("LOGS", configuration, telemetry.DeliveryOf("logs")) is { IsWanted: true } signal
            ? telemetry.WithLogging(
                logs => logs.AddOtlpExporter(signal.Configure), options => options.IncludeFormattedMessage = true)
            : telemetry;

    [LoggerMessage(3, LogLevel.Warning, "{Mistake} The default is used meanwhile.", EventName = "TelemetrySettingNotUnderstood")]
    private static partial void LogNotUnderstood(ILogger logger, string mistake);
}

using OpenTelemetry.Exporter;

namespace PhoneServicesProxy.Telemetry;

/// <summary>
/// One of the three kinds of telemetry, as the standard variables name it (METRICS, TRACES, LOGS). It is exported only if those variables
/// have an endpoint. The exporters' own default would be an endpoint on this machine, and they do not read the variables of one signal.
/// </summary>
internal sealed class OtlpSignal(string name, IConfiguration configuration, TelemetryDelivery delivery)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    public bool IsWanted =>
        !"none".Equals(configuration[$"OTEL_{name}_EXPORTER"], StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrEmpty(Own("ENDPOINT") ?? configuration[Prefix + "ENDPOINT"]);

    /// <summary>Applies this signal's own settings over those for all signals.</summary>
    public void Configure(OtlpExporterOptions options)
    {
        if (Uri.TryCreate(Own("ENDPOINT"), UriKind.Absolute, out var endpoint))
        {
            options.Endpoint = endpoint;
        }

        if (Own("PROTOCOL") is { } protocol)
        {
            options.Protocol = protocol == "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        }

        if (Own("HEADERS") is { } headers)
        {
            options.Headers = headers;
        }

        if (int.TryParse(Own("TIMEOUT"), out var milliseconds))
        {
            options.TimeoutMilliseconds = milliseconds;
        }

        if (configuration[Prefix + "CERTIFICATE"] is { Length: > 0 } || configuration[Prefix + "CLIENT_CERTIFICATE"] is { Length: > 0 })
        {
            // Only the library's own client uses these certificates.
            return;
        }

        options.HttpClientFactory = () => delivery.CreateClient(TimeSpan.FromMilliseconds(options.TimeoutMilliseconds));
    }

    private string? Own(string key) => configuration[$"{Prefix}{name}_{key}"] is { Length: > 0 } value ? value : null;
}

using System.Globalization;

namespace PhoneServicesProxy.Telemetry;

/// <summary>Checks the standard variables of telemetry. The libraries ignore invalid values and use a default.</summary>
internal static class TelemetrySettings
{
    /// <summary>The beginning of the variables that say where telemetry goes, and how.</summary>
    public const string Otlp = "OTEL_EXPORTER_OTLP_";

    private static readonly string[] Signals = ["", "METRICS_", "TRACES_", "LOGS_"];
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    private static readonly string[] Numbers =
        ["OTEL_METRIC_EXPORT_INTERVAL", "OTEL_METRIC_EXPORT_TIMEOUT", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_EXPORT_TIMEOUT", "OTEL_BSP_MAX_QUEUE_SIZE", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE"];

    /// <summary>Without one of these variables, nothing is delivered.</summary>
    public static readonly string[] Endpoints = [.. Signals.Select(signal => $"{Otlp}{signal}ENDPOINT")];

    /// <summary>Returns the invalid values, and what to write instead.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration configuration)
    {
        foreach (var signal in Signals)
        {
            if (Value($"{Otlp}{signal}ENDPOINT") is var (endpointKey, endpoint) && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            {
                yield return $"{endpointKey} is \"{endpoint}\", which is not understood. Write scheme, host and port, such as \"http://collector:4317\".";
            }

            if (Value($"{Otlp}{signal}PROTOCOL") is var (protocolKey, protocol) && !Protocols.Contains(protocol, StringComparer.Ordinal))
            {
                yield return $"{protocolKey} is \"{protocol}\", which is not understood. Write {string.Join(" or ", Protocols)}.";
            }

            if (Value($"{Otlp}{signal}TIMEOUT") is var (timeoutKey, timeout) && !(int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time > 0))
            {
                yield return $"{timeoutKey} is \"{timeout}\", which is not understood. Write milliseconds, such as \"10000\".";
            }
        }

        foreach (var name in Numbers)
        {
            if (Value(name) is var (key, text) && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            {
                yield return $"{key} is \"{text}\", which is not understood. Write a whole number{(name.Contains("_MAX_", StringComparison.Ordinal) ? "" : " of milliseconds")}, such as \"5000\".";
            }
        }

        if (Value("OTEL_TRACES_SAMPLER") is var (samplerKey, sampler) && !Samplers.Contains(sampler, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"{samplerKey} is \"{sampler}\", which is not understood. Write one of {string.Join(", ", Samplers)}.";
        }

        if (Value("OTEL_TRACES_SAMPLER_ARG") is var (shareKey, share)
            && !(double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var part) && part is >= 0 and <= 1))
        {
            yield return $"{shareKey} is \"{share}\", which is not understood. Write a share from 0 to 1, such as \"0.1\".";
        }

        (string Key, string Value)? Value(string key) => configuration[key] is { Length: > 0 } value ? (key, value) : null;
    }
}

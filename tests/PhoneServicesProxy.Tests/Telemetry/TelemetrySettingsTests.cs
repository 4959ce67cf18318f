using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Tests.Telemetry;

public sealed class TelemetrySettingsTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "Write scheme, host and port")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "ftp://collector", "Write scheme, host and port")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "Write grpc or http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s", "Write milliseconds")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "1m", "Write a whole number of milliseconds, such as")]
    [InlineData("OTEL_BSP_MAX_QUEUE_SIZE", "0", "Write a whole number, such as")]
    [InlineData("OTEL_TRACES_SAMPLER", "ratio", "Write one of always_on")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "10%", "Write a share from 0 to 1")]
    public void Mistakes_ValueThatIsNotUnderstood_NamesVariableValueAndRemedy(string key, string value, string remedy)
    {
        var mistake = Assert.Single(TelemetrySettings.Mistakes(Configuration((key, value))));

        Assert.StartsWith($"{key} is \"{value}\", which is not understood.", mistake, StringComparison.Ordinal);
        Assert.Contains(remedy, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_UsualValues_AreNone() => Assert.Empty(TelemetrySettings.Mistakes(Configuration(
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"), ("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "http/protobuf"),
        ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "0.05"), ("OTEL_EXPORTER_OTLP_TIMEOUT", ""))));

    private static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))).Build();
}

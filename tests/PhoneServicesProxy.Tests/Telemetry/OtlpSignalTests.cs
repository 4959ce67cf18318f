using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Tests.Telemetry;

public sealed class OtlpSignalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(false, "OTEL_EXPORTER_OTLP_ENDPOINT=")]
    [InlineData(false, "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=http://collector:4317")]
    [InlineData(false, "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "OTEL_METRICS_EXPORTER=none")]
    [InlineData(true, "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317")]
    [InlineData(true, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://collector:4317")]
    [InlineData(true, "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "OTEL_METRICS_EXPORTER=otlp")]
    public void IsWanted_Variables_OnlyWhereTheySayToWhere(bool expected, params string[] variables) =>
        Assert.Equal(expected, Create(variables).IsWanted);

    [Fact]
    public void Configure_NothingOfItsOwn_LeavesWhatIsSaidOfAll()
    {
        var options = new OtlpExporterOptions { Endpoint = new("http://all:4318"), Protocol = OtlpExportProtocol.HttpProtobuf, Headers = "a=b", TimeoutMilliseconds = 7 };

        Create("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=http://logs:4317", "OTEL_EXPORTER_OTLP_METRICS_HEADERS=").Configure(options);

        Assert.Equal(("all", OtlpExportProtocol.HttpProtobuf, "a=b", 7), (options.Endpoint.Host, options.Protocol, options.Headers, options.TimeoutMilliseconds));
    }

    [Fact]
    public void Configure_ItsOwn_ComesFirst()
    {
        var options = new OtlpExporterOptions { Endpoint = new("http://all:4318"), Headers = "a=b" };

        Create(
            "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://metrics:4318/v1/metrics", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=http/protobuf",
            "OTEL_EXPORTER_OTLP_METRICS_HEADERS=key=1", "OTEL_EXPORTER_OTLP_METRICS_TIMEOUT=9").Configure(options);

        Assert.Equal("http://metrics:4318/v1/metrics", options.Endpoint.AbsoluteUri);
        Assert.Equal((OtlpExportProtocol.HttpProtobuf, "key=1", 9), (options.Protocol, options.Headers, options.TimeoutMilliseconds));
    }

    private static OtlpSignal Create(params string[] variables) =>
        new("METRICS", new ConfigurationBuilder().AddInMemoryCollection(variables.Select(Pair)).Build(), new("metrics", TimeProvider.System));

    private static KeyValuePair<string, string?> Pair(string variable) => variable.Split('=', 2) is [var name, var value] ? new(name, value) : default;
}

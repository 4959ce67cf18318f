using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Commands;

/// <summary>Sends the log to standard error, because scripts read standard output.</summary>
internal static class CommandLog
{
    public static GatewayConfiguration ToStandardError(GatewayConfiguration configuration) => configuration with
    {
        Root = new ConfigurationBuilder()
            .AddConfiguration(configuration.Root)
            .AddInMemoryCollection([new("Logging:Console:LogToStandardErrorThreshold", nameof(LogLevel.Trace))])
            .Build(),
    };
}

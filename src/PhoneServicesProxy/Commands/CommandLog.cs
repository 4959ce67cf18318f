using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Commands;

/// <summary>What is to be read by a script has nothing else in it: the log goes to standard error.</summary>
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

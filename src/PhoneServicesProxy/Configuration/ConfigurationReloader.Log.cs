namespace PhoneServicesProxy.Configuration;

internal sealed partial class ConfigurationReloader
{
    [LoggerMessage(1, LogLevel.Information, "Configuration reloaded: {Nodes}, {Routes}.", EventName = "ConfigurationReloaded")]
    private partial void LogAccepted(string nodes, string routes);

    [LoggerMessage(2, LogLevel.Error, "Configuration not reloaded: {Errors}. The last good one stays in force.", EventName = "ConfigurationRejected")]
    private partial void LogRejected(string errors);

    [LoggerMessage(3, LogLevel.Error, "Configuration error: {Error}", EventName = "ConfigurationError")]
    private partial void LogError(string error);

    [LoggerMessage(6, LogLevel.Error, "And {Errors}. PhoneServicesProxy check lists all.", EventName = "ConfigurationErrorsLeftOut")]
    private partial void LogMoreErrors(string errors);

    [LoggerMessage(5, LogLevel.Error, "Configuration not reloaded, because of a fault of the gateway. The last good one stays in force.", EventName = "ConfigurationReloadFailed")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(4, LogLevel.Warning, "{Key} {Change}; this takes effect at the next start.", EventName = "ConfigurationNeedsRestart")]
    private partial void LogNeedsRestart(string key, string change);
}

namespace PhoneServicesProxy.Failover;

internal sealed partial class SetupAlarms
{
    [LoggerMessage(1, LogLevel.Warning,
        "{Service}: {Node} answers with page number {Number}: {Meaning}. In CallManager, change: {Parameter}.", EventName = "SetupAlarm")]
    private partial void LogAlarm(string service, string node, int number, string? meaning, string? parameter);
}

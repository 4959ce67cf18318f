namespace PhoneServicesProxy.Failover;

internal sealed partial class ApplicationFaults
{
    [LoggerMessage(1, LogLevel.Warning,
        "{Service}: all nodes answer the route {Route} with {What}: this is the application, or what all nodes depend on. No node is blamed.", EventName = "ApplicationFault")]
    private partial void LogFault(string service, string route, string what);
}

namespace PhoneServicesProxy.Failover;

internal sealed partial class ApplicationFaults
{
    [LoggerMessage(1, LogLevel.Warning,
        "{Service}: all nodes answer the route {Route} with {What}. The application is at fault, or something that all nodes depend on. No node is taken out.", EventName = "ApplicationFault")]
    private partial void LogFault(string service, string route, string what);
}

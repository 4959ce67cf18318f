namespace PhoneServicesProxy.Security;

internal sealed partial class Refusals
{
    [LoggerMessage(1, LogLevel.Warning, "Refused {Count} requests ({Reason}), the last one from {Address}. {Advice}", EventName = "RequestsRefused")]
    private partial void LogRefused(long count, string reason, string address, string advice);
}

namespace PhoneServicesProxy.Security;

internal sealed partial class Refusals
{
    [LoggerMessage(1, LogLevel.Warning, "Requests refused ({Reason}) since the last such message: {Count}, the latest from {Address}{For}. {Advice}", EventName = "RequestsRefused")]
    private partial void LogRefused(long count, string reason, string address, string @for, string advice);
}

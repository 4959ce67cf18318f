namespace PhoneServicesProxy.Security;

internal sealed partial class Refusals
{
    [LoggerMessage(1, LogLevel.Warning, "Refused ({Reason}): {Count} since it was said last, the last one from {Address}{For}. {Advice}", EventName = "RequestsRefused")]
    private partial void LogRefused(long count, string reason, string address, string @for, string advice);
}

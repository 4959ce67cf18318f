namespace PhoneServicesProxy.Fallback;

internal sealed partial class FallbackMiddleware
{
    [LoggerMessage(1, LogLevel.Warning, "No node gave the page of {Service} (route {Route}): {Attempts}.", EventName = "PressFailed")]
    private partial void LogFailedPress(string service, string route, string attempts);
}

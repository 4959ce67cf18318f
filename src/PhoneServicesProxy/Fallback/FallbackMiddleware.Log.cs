namespace PhoneServicesProxy.Fallback;

internal sealed partial class FallbackMiddleware
{
    [LoggerMessage(1, LogLevel.Warning, "No node gave the page of {Service} (route {Route}): {Attempts}.", EventName = "PressFailed")]
    private partial void LogFailedPress(string service, string route, string attempts);

    [LoggerMessage(2, LogLevel.Warning, "No node gave the page of {Service} (route {Route}): {Attempts}. The phone got its last good one, {Age:0} s old.", EventName = "PressServedStale")]
    private partial void LogServedStale(string service, string route, string attempts, double age);
}

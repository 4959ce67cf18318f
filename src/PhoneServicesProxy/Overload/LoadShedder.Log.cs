namespace PhoneServicesProxy.Overload;

internal sealed partial class LoadShedder
{
    [LoggerMessage(1, LogLevel.Warning, "The gateway is overloaded. Work waits {Delay:0} ms for a thread. {InFlight} presses are in flight, and {Waiting} connections wait to be accepted. {Consequence}", EventName = "Overloaded")]
    private partial void LogOverloaded(double delay, int inFlight, int waiting, string consequence);

    [LoggerMessage(2, LogLevel.Information, "All presses can be served again.", EventName = "NotOverloaded")]
    private partial void LogOverloadEnded();

    [LoggerMessage(3, LogLevel.Warning, "The limit of {Most} presses at once is reached (PhoneServices:LoadShedding:MaxConcurrentRequests). Presses refused since the last such warning: {Count}.", EventName = "TooManyAtOnce")]
    private partial void LogTooManyPresses(int most, long count);
}

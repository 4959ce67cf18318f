namespace PhoneServicesProxy.Overload;

internal sealed partial class LoadShedder
{
    [LoggerMessage(1, LogLevel.Warning, "More presses than can be served: work waits {Delay:0} ms for a thread, {InFlight} presses are in flight, {Waiting} wait to be let in. New ones are told to try again.", EventName = "Overloaded")]
    private partial void LogOverloaded(double delay, int inFlight, int waiting);

    [LoggerMessage(2, LogLevel.Information, "All presses can be served again.", EventName = "NotOverloaded")]
    private partial void LogCalm();

    [LoggerMessage(3, LogLevel.Warning, "More than {Most} presses at once (PhoneServices:LoadShedding:MaxConcurrentRequests): since the last such warning, {Count} were told that the gateway is busy.", EventName = "TooManyAtOnce")]
    private partial void LogTooMany(int most, long count);
}

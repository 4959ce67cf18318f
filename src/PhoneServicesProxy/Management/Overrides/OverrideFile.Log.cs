namespace PhoneServicesProxy.Management.Overrides;

internal sealed partial class OverrideFile
{
    [LoggerMessage(1, LogLevel.Error, "The state file {File} is broken and was set aside as {Aside}: {Error} No override is in force. Drain and maintain the nodes again.", EventName = "StateFileBroken")]
    private partial void LogSetAside(string file, string aside, string error);

    [LoggerMessage(2, LogLevel.Error, "The state file {File} cannot be read: {Error} No override is in force.", EventName = "StateFileUnreadable")]
    private partial void LogUnreadable(string file, string error);

    [LoggerMessage(3, LogLevel.Warning, "The state file {File} cannot be written: {Error} Overrides hold until the gateway stops. After that, the older overrides in the file count again. Free disk space, or make its directory writable, or set PhoneServices:Management:StateFile, and repeat the last order.", EventName = "StateFileNotWritten")]
    private partial void LogNotWritten(string file, string error);
}

namespace CallManagerSimulator;

public sealed partial class SimulatedNode
{
    [LoggerMessage(1, LogLevel.Information, "{Node}: fault {Fault}", EventName = "FaultSet")]
    private partial void LogFault(string node, NodeFault fault);

    [LoggerMessage(2, LogLevel.Information, "{Node}: login {Number} on {Device} executed, result {Result}", EventName = "LoginExecuted")]
    private partial void LogLogin(string node, string device, long number, int result);
}

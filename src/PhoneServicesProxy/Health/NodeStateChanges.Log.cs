using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

internal sealed partial class NodeStateChanges
{
    [LoggerMessage(1, LogLevel.Warning,
        "Node {Destination} is down for {Cluster}: {Failure}, {Cause}. It was {Previous} for {Lasted}.")]
    private partial void LogDown(
        string destination, string cluster, AttemptFailure failure, string cause, string previous, string lasted);

    [LoggerMessage(2, LogLevel.Information,
        "Node {Destination} is {State} for {Cluster}: {Cause}. It was {Previous} for {Lasted}.")]
    private partial void LogUp(
        string destination, NodeCondition state, string cluster, string cause, string previous, string lasted);

    [LoggerMessage(5, LogLevel.Warning,
        "Node {Destination} is still down for {Cluster}, now because of {Failure}, {Cause}. It has been down for {Lasted}.")]
    private partial void LogAnotherCause(string destination, string cluster, AttemptFailure failure, string cause, string lasted);

    [LoggerMessage(3, LogLevel.Error, "An observer of node states failed.")]
    private partial void LogObserverFailed(Exception exception);

    [LoggerMessage(4, LogLevel.Information,
        "Node {Destination} stands by for {Cluster}, where another node is active: {Cause}. It was {Previous} for {Lasted}.")]
    private partial void LogStandby(string destination, string cluster, string cause, string previous, string lasted);
}

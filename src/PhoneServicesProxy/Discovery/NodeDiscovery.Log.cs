namespace PhoneServicesProxy.Discovery;

internal sealed partial class NodeDiscovery
{
    [LoggerMessage(1, LogLevel.Information, "Nodes of {Name} by DNS are now: {Nodes}. New: {Added}; gone: {Removed}.", EventName = "NodesDiscovered")]
    private partial void LogChanged(string name, string nodes, string added, string removed);

    [LoggerMessage(2, LogLevel.Warning, "DNS gives no nodes for {Name}: {Problem}. The last good ones stay: {Nodes}.", EventName = "DiscoveryFailed")]
    private partial void LogFailed(string name, string problem, string nodes);

    [LoggerMessage(3, LogLevel.Information, "DNS gives nodes for {Name} again, after {Failures} lookups that failed.", EventName = "DiscoveryRecovered")]
    private partial void LogRecovered(string name, int failures);

    [LoggerMessage(4, LogLevel.Warning, "Records of {Name}: {Complaint}.", EventName = "DiscoveryIncomplete")]
    private partial void LogComplaint(string name, string complaint);

    [LoggerMessage(5, LogLevel.Error, "A fault of the gateway prevented the lookup of nodes. The last good nodes stay.", EventName = "DiscoveryBroken")]
    private partial void LogBroken(Exception error);
}

using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Health;

/// <summary>Tells the rest of the program, and the log, when a node goes up or down in a service.</summary>
internal sealed partial class NodeStateChanges(NodeTable nodes, TimeProvider time, ILogger<NodeStateChanges> logger)
{
    /// <summary>Raised after the change, on the thread that saw it: handlers must not wait.</summary>
    public event Action<NodeStateChange>? Changed;

    /// <summary>Compares a node with what was last said of it.</summary>
    public void Observe(NodeHealth node, string cause, AttemptFailure failure = AttemptFailure.None)
    {
        if (node.Observe(time.GetUtcNow(), cause, failure, nodes.IsStandby) is { } change)
        {
            Log(change);
            Raise(change);
        }
    }

    private void Log(NodeStateChange change)
    {
        var previous = change.StoodBy ? "Standby" : change.Previous.ToString();
        if (change.Standby)
        {
            LogStandby(change.Destination, change.Cluster, change.Cause, previous, change.Lasted);
        }
        else if (change.IsAnotherCause)
        {
            LogAnotherCause(change.Destination, change.Cluster, change.Failure, change.Cause, change.Lasted);
        }
        else if (change.State == NodeCondition.Down)
        {
            LogDown(change.Destination, change.Cluster, change.Failure, change.Cause, previous, change.Lasted);
        }
        else
        {
            LogUp(change.Destination, change.Cluster, change.State, change.Cause, previous, change.Lasted);
        }
    }

    private void Raise(NodeStateChange change)
    {
        try
        {
            Changed?.Invoke(change);
        }
        catch (Exception e)
        {
            // Probing goes on whatever an observer does.
            LogObserverFailed(e);
        }
    }
}

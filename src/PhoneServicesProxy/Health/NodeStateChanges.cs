using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Health;

/// <summary>Tells the rest of the program and the log when a node goes up or down in a service.</summary>
internal sealed partial class NodeStateChanges
{
    private readonly NodeTable _nodes;
    private readonly TimeProvider _time;
    private readonly ILogger<NodeStateChanges> _logger;
    private readonly NewsGroups<NodeStateChange> _groups;
    private readonly HeldChanges _held;

    public NodeStateChanges(NodeTable nodes, CommonFaults faults, TimeProvider time, ILogger<NodeStateChanges> logger)
    {
        (_nodes, _time, _logger) = (nodes, time, logger);
        _held = new(faults);
        _groups = new(time, change => change.Destination, change => change.Cluster, change => change.CommonCause, Judge);
        faults.Changed += OnCommonFault;
    }

    /// <summary>Raised after the change, on the thread that saw it. Handlers must not block.</summary>
    public event Action<NodeStateChange>? Changed;

    /// <summary>Raised a moment later, with all changes of the node for the same cause. Handlers must not block.</summary>
    public event Action<IReadOnlyList<NodeStateChange>>? Reported;

    /// <summary>Compares a node with its last known state, and tells of a change.</summary>
    public void Observe(NodeHealth node, string cause, AttemptFailure failure = AttemptFailure.None)
    {
        if (node.Observe(_time.GetUtcNow(), cause, failure, _nodes.IsStandby) is { } change)
        {
            if (!_held.EndsUnreported(change))
            {
                _groups.Add(change, HeldChanges.Delay);
            }

            Raise(() => Changed?.Invoke(change));
        }
    }

    /// <summary>After the end of a common fault, nodes that stay down are reported.</summary>
    private void OnCommonFault(CommonFault fault, bool began)
    {
        foreach (var change in began ? [] : _held.Of(fault.Cluster))
        {
            _groups.Add(change, HeldChanges.Patience);
        }
    }

    /// <summary>The names of the services of changes that belong together.</summary>
    public static string Services(IReadOnlyList<NodeStateChange> changes) =>
        string.Join(", ", changes.Select(change => change.Cluster).Order(StringComparer.OrdinalIgnoreCase));

    /// <summary>The change that describes the group. A change seen at the node itself is preferred.</summary>
    public static NodeStateChange Spokesman(IReadOnlyList<NodeStateChange> changes) =>
        changes.FirstOrDefault(change => !change.Cause.Contains("(seen by ", StringComparison.Ordinal)) ?? changes[0];

    private void Judge(IReadOnlyList<NodeStateChange> changes)
    {
        var judged = changes.ToLookup(_held.Judge);
        if (judged.Contains(ReportDecision.Report))
        {
            Report([.. judged[ReportDecision.Report]]);
        }

        foreach (var change in judged[ReportDecision.AskAgain])
        {
            _groups.Add(change, HeldChanges.Delay);
        }
    }

    private void Report(IReadOnlyList<NodeStateChange> changes)
    {
        Raise(() => Log(changes));
        Raise(() => Reported?.Invoke(changes));
    }

    private void Log(IReadOnlyList<NodeStateChange> changes)
    {
        var (change, services) = (Spokesman(changes), Services(changes));
        var previous = change.WasStandby ? "Standby" : change.Previous.ToString();
        var lasted = TimeText.Of(change.Lasted);
        if (change.Standby)
        {
            LogStandby(change.Destination, services, change.Cause, previous, lasted);
        }
        else if (change.IsAnotherCause)
        {
            LogAnotherCause(change.Destination, services, change.Failure, change.Cause, lasted);
        }
        else if (change.State == NodeCondition.Down)
        {
            LogDown(change.Destination, services, change.Failure, change.Cause, previous, lasted);
        }
        else
        {
            LogUp(change.Destination, change.State, services, change.Cause, previous, lasted);
        }
    }

    private void Raise(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception e)
        {
            // Probing must go on even if an observer fails.
            TryLogFailure(e);
        }
    }

    private void TryLogFailure(Exception error)
    {
        try
        {
            LogObserverFailed(error);
        }
        catch (Exception)
        {
            // The log itself has failed. On a timer, an exception would end the process.
        }
    }
}

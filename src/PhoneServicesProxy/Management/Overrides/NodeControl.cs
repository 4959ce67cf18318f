using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Management.Overrides;

/// <summary>
/// Carries out orders for nodes. An order for the configured state ends the override. An override also ends when the configuration changes to the
/// same state. It stays while the node is missing from the configuration, so a node under repair does not return by accident.
/// </summary>
internal sealed partial class NodeControl(NodeOverrides overrides, CurrentConfiguration current, TimeProvider time, ILogger<NodeControl> logger)
{
    private readonly Lock _gate = new();

    /// <summary>Raised after the change is in force. Handlers must not block.</summary>
    public event Action<OverrideChange>? Changed;

    /// <summary>The nodes that accept orders.</summary>
    public IEnumerable<string> Nodes => ConfiguredNodes.Names(current.Value);

    /// <returns>The state in force now; null if there is no such node, and no waiting override that the order ends.</returns>
    public OverrideChange? Order(string node, NodeState wanted, string? reason, string by)
    {
        lock (_gate)
        {
            if (ConfiguredNodes.Find(current.Value, node) is not var (name, configured))
            {
                return wanted == NodeState.Active ? Clear(node, by) : null;
            }

            var value = wanted == configured ? null : new NodeOverride(wanted, time.GetUtcNow(), reason, by);
            return Change(name, value, configured, reason, by);
        }
    }

    /// <summary>Ends the override of a node.</summary>
    /// <returns>The state in force now; null if there is neither such a node nor such an override.</returns>
    public OverrideChange? Clear(string node, string by)
    {
        lock (_gate)
        {
            var found = ConfiguredNodes.Find(current.Value, node);
            var kept = overrides.All.Keys.FirstOrDefault(name => name.Equals(node, StringComparison.OrdinalIgnoreCase));
            return (found?.Name ?? kept) is { } name ? Change(name, null, found?.State, null, by) : null;
        }
    }

    /// <summary>Must be called after a new configuration came into force.</summary>
    public void ConfigurationChanged()
    {
        lock (_gate)
        {
            foreach (var (node, order) in overrides.All)
            {
                if (ConfiguredNodes.Find(current.Value, node) is (_, var state) && state == order.State)
                {
                    Change(node, null, state, null, "the configuration, which now says the same");
                }
            }
        }
    }

    private OverrideChange Change(string node, NodeOverride? value, NodeState? configured, string? reason, string by)
    {
        var survives = (value is null && overrides.Of(node) is null && overrides.IsSaved) || overrides.Set(node, value);
        current.ApplyOverrides();
        var change = new OverrideChange(node, value, configured, by, reason, survives);
        if ((value?.State ?? configured) is { } state)
        {
            LogChanged(node, state, by, reason ?? "no reason given");
        }
        else
        {
            LogForgotten(node, by);
        }

        Changed?.Invoke(change);
        return change;
    }

    [LoggerMessage(1, LogLevel.Warning, "Node {Node} is set to {State} by {By}: {Reason}.", EventName = "NodeOverride")]
    private partial void LogChanged(string node, NodeState state, string by, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The override of node {Node}, which the configuration does not name, is cleared by {By}.", EventName = "NodeOverrideForgotten")]
    private partial void LogForgotten(string node, string by);
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Health;

/// <summary>Shows the current state and load of each node.</summary>
internal sealed class NodeGauges : IFeatureMetrics
{
    private static readonly NodeCondition[] Conditions = Enum.GetValues<NodeCondition>();
    private static readonly NodeState[] States = Enum.GetValues<NodeState>();

    private readonly NodeTable _nodes;
    private readonly CommonFaults _faults;
    private readonly NodeDirectory _directory;

    public NodeGauges(IMeterFactory meters, NodeTable nodes, CommonFaults faults, NodeDirectory directory)
    {
        (_nodes, _faults, _directory) = (nodes, faults, directory);
        var meter = meters.CreateGatewayMeter();
        meter.CreateObservableGauge("phone_services.node.state", new FadingGauge(InState).Observe, null, "1 for the state that a node is in for a service, 0 for the others.");
        meter.CreateObservableGauge("phone_services.node.down", new FadingGauge(Down).Observe, null, "1 for a node that is down for a service and not a standby node there, by the reason.");
        meter.CreateObservableGauge("phone_services.probe.wrong", new FadingGauge(ProbeWrong).Observe, null, "1 for a service whose nodes all fail its probe in the same way while phones get their answers, 0 for the others.");
        meter.CreateObservableGauge("phone_services.node.changed", Changed, "s", "The time when a node entered its state for a service, in seconds since 1970.");
        meter.CreateObservableGauge("phone_services.node.mode", new FadingGauge(InMode).Observe, null, "1 for the administrative state of a node in a service, 0 for the others.");
        meter.CreateObservableUpDownCounter(
            "phone_services.node.active_requests", new FadingGauge(() => Loads(load => load.InFlight)).Observe, "{request}", "Requests that a node is working on.");
        meter.CreateObservableUpDownCounter(
            "phone_services.node.queued_requests", new FadingGauge(() => Loads(load => load.Waiting)).Observe, "{request}", "Requests that wait for a place at a node.");
    }

    private IEnumerable<Measurement<int>> InState() => Each(Conditions, node => node.State, TagName.Of);

    private IEnumerable<Measurement<int>> InMode() => Each(States, node => _directory.Of(node.Destination).State, TagName.Of);

    private IEnumerable<Measurement<int>> Each<T>(T[] values, Func<NodeHealth, T> read, Func<T, string> name)
        where T : struct, Enum
    {
        foreach (var node in _nodes.Nodes)
        {
            var present = read(node);
            foreach (var value in values)
            {
                yield return new(value.Equals(present) ? 1 : 0, [.. Tags(node), new("state", name(value))]);
            }
        }
    }

    private IEnumerable<Measurement<int>> Down() =>
        from node in _nodes.Nodes
        where node.LastChange is { State: NodeCondition.Down } && !_nodes.IsStandby(node)
        select new Measurement<int>(1, [.. Tags(node), new("reason", TagName.Of(node.LastChange!.Failure))]);

    private IEnumerable<Measurement<int>> ProbeWrong()
    {
        var wrong = _faults.All.Where(fault => fault.IsServed).Select(fault => fault.Cluster).ToHashSet();
        return _nodes.Nodes.Select(node => node.Cluster.ClusterId).Distinct()
            .Select(service => new Measurement<int>(wrong.Contains(service) ? 1 : 0, new KeyValuePair<string, object?>("service", service)));
    }

    private IEnumerable<Measurement<double>> Changed() =>
        _nodes.Nodes.Select(node => new Measurement<double>((node.Since - DateTimeOffset.UnixEpoch).TotalSeconds, Tags(node)));

    /// <summary>A node's load is shared by all services. If services name the same machine differently, its first name counts.</summary>
    private IEnumerable<Measurement<int>> Loads(Func<NodeLoad, int> read) =>
        _nodes.Nodes.Select(node => (Node: node.Destination.DestinationId, _directory.Of(node.Destination).Load))
            .DistinctBy(node => node.Load)
            .Select(node => new Measurement<int>(read(node.Load), new TagList { { "node", node.Node } }));

    private static KeyValuePair<string, object?>[] Tags(NodeHealth node) =>
        [new("service", node.Cluster.ClusterId), new("node", node.Destination.DestinationId)];
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Telemetry;

/// <summary>What the gateway says of the present moment, each time that somebody asks.</summary>
internal sealed class GatewayGauges(NodeTable nodes, NodeDirectory directory, RoutePolicies policies, CurrentConfiguration current, NodeDiscovery discovery, TimeProvider time)
{
    private static readonly NodeCondition[] Conditions = Enum.GetValues<NodeCondition>();
    private static readonly NodeState[] States = Enum.GetValues<NodeState>();

    public void Register(IMeterFactory meters)
    {
        var meter = meters.Create(GatewayMetrics.MeterName);
        meter.CreateObservableGauge("phone_services.node.state", NodeConditions, null, "1 for the state that a node is in for a service, 0 for the others.");
        meter.CreateObservableGauge("phone_services.node.mode", NodeModes, null, "1 for what the administrator wants of a node in a service, 0 for the others.");
        meter.CreateObservableUpDownCounter("phone_services.node.active_requests", () => Loads(load => load.InFlight), "{request}", "Requests that a node is working on.");
        meter.CreateObservableUpDownCounter("phone_services.node.queued_requests", () => Loads(load => load.Waiting), "{request}", "Requests that wait for a place at a node.");
        meter.CreateObservableGauge("phone_services.hedge.budget", Budgets, "{hedge}", "Hedges that a route may still make at the moment.");
        meter.CreateObservableGauge("phone_services.discovery.nodes", DiscoveredNodes, "{node}", "Nodes of a name in DNS that are in use.");
        meter.CreateObservableGauge("phone_services.discovery.age", DiscoveryAges, "s", "Time since DNS last gave them.");
    }

    private IEnumerable<Measurement<int>> DiscoveredNodes() =>
        discovery.Sources.Select(source => new Measurement<int>(source.Nodes.Count, new TagList { { "name", source.Source.Name } }));

    private IEnumerable<Measurement<double>> DiscoveryAges() =>
        discovery.Sources.Where(source => source.LastGood is not null)
            .Select(source => new Measurement<double>((time.GetUtcNow() - source.LastGood!.Value).TotalSeconds, new TagList { { "name", source.Source.Name } }));

    private IEnumerable<Measurement<int>> NodeConditions()
    {
        foreach (var node in nodes.Nodes)
        {
            var present = node.State;
            foreach (var state in Conditions)
            {
                yield return OfNode(node, state == present, TagValues.Of(state));
            }
        }
    }

    private IEnumerable<Measurement<int>> NodeModes()
    {
        foreach (var node in nodes.Nodes)
        {
            var present = directory.Of(node.Destination).State;
            foreach (var state in States)
            {
                yield return OfNode(node, state == present, TagValues.Of(state));
            }
        }
    }

    /// <summary>A node's load is one over all services; where services call the same machine differently, its first name counts.</summary>
    private IEnumerable<Measurement<int>> Loads(Func<NodeLoad, int> read) =>
        nodes.Nodes.Select(node => (Node: node.Destination.DestinationId, directory.Of(node.Destination).Load))
            .DistinctBy(node => node.Load)
            .Select(node => new Measurement<int>(read(node.Load), new TagList { { "node", node.Node } }));

    private IEnumerable<Measurement<int>> Budgets()
    {
        foreach (var route in current.Value.Routes)
        {
            var policy = policies.Of(route.RouteId);
            if (policy.Options is { Replay: Replay.Always, Hedging.Enabled: true })
            {
                yield return new(
                    policy.Pace.Budget.Left(policy.Options.Hedging.Budget),
                    new TagList { { "service", route.ClusterId }, { "route", route.RouteId } });
            }
        }
    }

    private static Measurement<int> OfNode(NodeHealth node, bool isSo, string state) =>
        new(isSo ? 1 : 0, new TagList { { "service", node.Cluster.ClusterId }, { "node", node.Destination.DestinationId }, { "state", state } });
}

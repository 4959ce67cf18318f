using Microsoft.Extensions.Options;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Commands.Probe;

/// <summary>Sends the gateway's own probes with its own client: all nodes at once, a few services at a time for each node.</summary>
internal sealed class NodeProbes(
    ProbeSender sender,
    IProbingRequestFactory requests,
    IForwarderHttpClientFactory clients,
    NodeDirectory directory,
    IOptions<ActiveHealthCheckMonitorOptions> defaults,
    Func<HealthOptions> health,
    TimeProvider time)
{
    private const int ServicesAtOnce = 3;

    public async Task<IReadOnlyList<NodeProbe>> RunAsync(GatewayConfiguration configuration, CancellationToken stop)
    {
        var nodes = configuration.Clusters.SelectMany(Nodes).GroupBy(node => node.Destination.DestinationId, StringComparer.OrdinalIgnoreCase);
        var results = await Task.WhenAll(nodes.Select(node => RunAsync(node, configuration, stop)));
        return WrongProbes.Recognize(StandBy.Recognize([.. results.SelectMany(ofNode => ofNode)], configuration.Clusters), configuration.Clusters);
    }

    private IEnumerable<NodeHealth> Nodes(ClusterConfig cluster)
    {
        var client = clients.CreateClient(new() { ClusterId = cluster.ClusterId, NewConfig = cluster.HttpClient ?? HttpClientConfig.Empty, NewMetadata = cluster.Metadata });
        var state = new ClusterState(cluster.ClusterId, new ClusterModel(cluster, client));
        return cluster.Destinations!.Select(node => new NodeHealth(state, new DestinationState(node.Key, new DestinationModel(node.Value)), time.GetUtcNow()));
    }

    private async Task<NodeProbe[]> RunAsync(IEnumerable<NodeHealth> node, GatewayConfiguration configuration, CancellationToken stop)
    {
        NodeHealth[] services = [.. node];
        var results = new NodeProbe[services.Length];
        await Parallel.ForAsync(0, services.Length, new ParallelOptions { MaxDegreeOfParallelism = ServicesAtOnce, CancellationToken = stop }, async (i, token) =>
            results[i] = await RunAsync(services[i], NumbersOf(services[i].Cluster.ClusterId, configuration), token));
        return results;
    }

    private async Task<NodeProbe> RunAsync(NodeHealth node, PageNumberSet? numbers, CancellationToken stop)
    {
        var (name, service) = (node.Destination.DestinationId, node.Cluster.ClusterId);
        if (ProbeSettings.From(node.Cluster.Model.Config, node.Destination.Model.Config, defaults.Value) is not { } settings)
        {
            return new(name, service, ProbeVerdict.NotProbed, "none", null, null, null);
        }

        var (answer, duration) = await AskAsync(node, settings, stop);
        using var response = answer.Response;
        var verdict = answer.Good ? ProbeVerdict.Ok
            : directory.Of(node.Destination).State == NodeState.Maintenance ? ProbeVerdict.Maintenance
            : ProbeVerdict.Down;
        var page = answer.Page is null ? null : PageSummary.Of(answer.Page, numbers);
        return new(name, service, verdict, TagName.Of(answer.Failure), answer.Good ? null : answer.Reason ?? "the probe failed", Math.Round(duration.TotalMilliseconds, 1), page)
        {
            Fault = ProbeFault.Of(answer, node.Cluster.Model.Config),
            Url = UrlOf(node),
        };
    }

    private string? UrlOf(NodeHealth node)
    {
        try
        {
            using var request = requests.CreateRequest(node.Cluster.Model, node.Destination.Model);
            return request.RequestUri?.AbsoluteUri;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            // The answer then reports the error.
            return null;
        }
    }

    /// <summary>Repeats a failed probe as often as the gateway does before it takes a node out, because one lost packet proves nothing.</summary>
    private async Task<(ProbeAnswer Answer, TimeSpan Duration)> AskAsync(NodeHealth node, ProbeSettings settings, CancellationToken stop)
    {
        var check = new ProbeCheck(settings.Metadata);
        var tries = settings.Metadata.Fall ?? health().Fall;
        while (true)
        {
            using var limit = new CancellationTokenSource(settings.Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
            var started = time.GetTimestamp();
            var answer = await sender.SendAsync(node, check, either.Token);
            stop.ThrowIfCancellationRequested();
            if (answer.Good || --tries <= 0)
            {
                return (answer, time.GetElapsedTime(started));
            }
        }
    }

    /// <summary>The page numbers of the service.</summary>
    private static PageNumberSet? NumbersOf(string service, GatewayConfiguration configuration) => configuration.Routes
        .Where(route => service.Equals(route.ClusterId, StringComparison.OrdinalIgnoreCase))
        .Select(route => route.Metadata?.GetValueOrDefault(RouteMetadata.PageNumbers))
        .FirstOrDefault(name => !string.IsNullOrEmpty(name)) is { } set
        ? new(configuration.Options.Get<Dictionary<string, Dictionary<string, PageNumberOptions>>>()[set])
        : null;
}

using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>A node is down after <c>Fall</c> consecutive failures, and up after <c>Rise</c> consecutive successes.</summary>
internal sealed class FallRiseHealthPolicy(IDestinationHealthUpdater updater, Func<HealthOptions> options)
    : IActiveHealthCheckPolicy
{
    private readonly ConditionalWeakTable<DestinationState, Run> _runs = [];
    private readonly ConditionalWeakTable<ClusterConfig, HealthMetadata> _metadata = [];

    public string Name => HealthPolicyNames.FallRise;

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
    {
        if (probingResults.Count == 0)
        {
            return;
        }

        var defaults = options();
        var metadata = _metadata.GetValue(cluster.Model.Config, config => HealthMetadata.Read(config.Metadata));
        var (fall, rise) = (metadata.Fall ?? defaults.Fall, metadata.Rise ?? defaults.Rise);
        updater.SetActive(cluster, [.. probingResults.Select(result => Judge(result, fall, rise))]);
    }

    private NewActiveDestinationHealth Judge(DestinationProbingResult result, int fall, int rise)
    {
        var destination = result.Destination;
        var run = _runs.GetOrCreateValue(destination);
        var good = result.Response is { IsSuccessStatusCode: true };

        // YARP keeps the state object of a node whose address has changed, but earlier counts belong to the old address.
        var config = destination.Model.Config;
        var address = (config.Address, config.Health);
        var against = run.Address == address ? run.Against : 0;
        var next = new FallRise(destination.Health.Active, against).After(good, fall, rise);

        (run.Address, run.Against) = (address, next.Against);
        return new NewActiveDestinationHealth(destination, next.Health);
    }

    private sealed class Run
    {
        public (string Address, string? Health) Address { get; set; }

        public int Against { get; set; }
    }
}

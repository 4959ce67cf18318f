using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>Sets states as YARP does, and counts how often the list of available nodes was made anew.</summary>
internal sealed class HealthUpdaterStub : IDestinationHealthUpdater, IClusterDestinationsUpdater
{
    public List<string> Updated { get; } = [];

    public void SetActive(ClusterState cluster, IEnumerable<NewActiveDestinationHealth> newHealthStates)
    {
        foreach (var state in newHealthStates)
        {
            state.Destination.Health.Active = state.NewActiveHealth;
        }
    }

    public void SetPassive(
        ClusterState cluster, DestinationState destination, DestinationHealth newHealth, TimeSpan reactivationPeriod) =>
        throw new NotSupportedException();

    public void UpdateAvailableDestinations(ClusterState cluster)
    {
        lock (Updated)
        {
            Updated.Add(cluster.ClusterId);
        }
    }

    public void UpdateAllDestinations(ClusterState cluster) => throw new NotSupportedException();
}

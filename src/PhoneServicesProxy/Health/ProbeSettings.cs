using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace PhoneServicesProxy.Health;

/// <summary>What of a configuration matters to the probes of one node. Equal when they can go on as they are.</summary>
internal sealed record ProbeSettings(
    ActiveHealthCheckConfig Active,
    ForwarderRequestConfig? Request,
    HealthMetadata Metadata,
    string? Host,
    TimeSpan Interval,
    TimeSpan Timeout)
{
    /// <summary>Null where the cluster's active health checks are off.</summary>
    public static ProbeSettings? From(
        ClusterConfig cluster, DestinationConfig destination, ActiveHealthCheckMonitorOptions defaults)
    {
        if (cluster.HealthCheck?.Active is not { Enabled: true } active)
        {
            return null;
        }

        return new ProbeSettings(
            active,
            cluster.HttpRequest,
            HealthMetadata.Read(cluster.Metadata),
            destination.Host,
            active.Interval ?? defaults.DefaultInterval,
            active.Timeout ?? defaults.DefaultTimeout);
    }
}

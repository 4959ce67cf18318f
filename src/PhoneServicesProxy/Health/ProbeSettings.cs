using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace PhoneServicesProxy.Health;

/// <summary>The part of the configuration that matters to the probes of one node. If it is equal, probes go on unchanged.</summary>
internal sealed record ProbeSettings(
    ActiveHealthCheckConfig Active,
    ForwarderRequestConfig? Request,
    HealthMetadata Metadata,
    string? Host,
    TimeSpan Interval,
    TimeSpan Timeout)
{
    /// <summary>Null if the cluster's active health checks are off.</summary>
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

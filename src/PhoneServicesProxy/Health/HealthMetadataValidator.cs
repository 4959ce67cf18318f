using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Configuration.ClusterValidators;

namespace PhoneServicesProxy.Health;

/// <summary>Refuses a cluster whose <c>Health.*</c> metadata cannot be meant as it is written.</summary>
internal sealed class HealthMetadataValidator : IClusterValidator
{
    public ValueTask ValidateAsync(ClusterConfig cluster, IList<Exception> errors)
    {
        HealthMetadata.Read(
            cluster.Metadata,
            error => errors.Add(new ArgumentException($"Cluster '{cluster.ClusterId}': {error}.")));
        return ValueTask.CompletedTask;
    }
}

using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Configuration.ClusterValidators;

namespace PhoneServicesProxy.Health;

/// <summary>Rejects a cluster with invalid <c>Health.*</c> metadata.</summary>
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

using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Configuration.ClusterValidators;

namespace PhoneServicesProxy.Nodes;

/// <summary>YARP checks only that an address is not empty. An address such as <c>htp:/x</c> would pass and fail at the first press.</summary>
internal sealed class DestinationAddressValidator : IClusterValidator
{
    public ValueTask ValidateAsync(ClusterConfig cluster, IList<Exception> errors)
    {
        // Nodes are checked in PhoneServices:Nodes, where they are written.
        foreach (var (name, destination) in cluster.Destinations ?? new Dictionary<string, DestinationConfig>())
        {
            if (!NodeDestinations.IsNode(destination) && !IsHttp(destination.Address))
            {
                errors.Add(new ArgumentException(
                    $"Destinations:{name}:Address is \"{destination.Address}\". Write an absolute URL such as \"http://10.1.1.9/\"."));
            }
        }

        return ValueTask.CompletedTask;
    }

    private static bool IsHttp(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
}

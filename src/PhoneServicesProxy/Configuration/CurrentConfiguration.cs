using PhoneServicesProxy.Management.Overrides;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Holds the configuration in force and puts a new one in its place, whole; what was ordered of nodes stands above it.</summary>
internal sealed class CurrentConfiguration(
    GatewayConfiguration initial, LastGoodConfigurationProvider framework, InMemoryConfigProvider yarp, NodeOverrides overrides)
{
    private readonly Lock _accepting = new();
    private volatile GatewayConfiguration _value = initial;

    /// <summary>What files, environment and command line say; overrides are not in it.</summary>
    public GatewayConfiguration Value => _value;

    public PhoneServicesOptions Options => _value.Options;

    public void Accept(GatewayConfiguration configuration)
    {
        lock (_accepting)
        {
            // Ours first: routes and clusters may already refer to policies that only the new one has.
            _value = configuration;
            framework.Accept(configuration.Root);
            Apply(configuration);
        }
    }

    /// <summary>Has changed overrides take effect.</summary>
    public void ApplyOverrides()
    {
        lock (_accepting)
        {
            Apply(_value);
        }
    }

    private void Apply(GatewayConfiguration configuration) =>
        yarp.Update(configuration.Routes, overrides.Apply(configuration.Clusters));
}

using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Holds the configuration in force and puts a new one in its place, whole.</summary>
internal sealed class CurrentConfiguration(
    GatewayConfiguration initial, LastGoodConfigurationProvider framework, InMemoryConfigProvider yarp)
{
    private volatile GatewayConfiguration _value = initial;

    public GatewayConfiguration Value => _value;

    public PhoneServicesOptions Options => _value.Options;

    public void Accept(GatewayConfiguration configuration)
    {
        // Ours first: routes and clusters may already refer to policies that only the new one has.
        _value = configuration;
        framework.Accept(configuration.Root);
        yarp.Update(configuration.Routes, configuration.Clusters);
    }
}

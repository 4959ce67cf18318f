using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Management.Overrides;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Holds the configuration in force and puts a new one in its place, whole; what was ordered of nodes stands above it.</summary>
internal sealed class CurrentConfiguration(
    GatewayConfiguration initial, LastGoodConfigurationProvider framework, InMemoryConfigProvider yarp, NodeOverrides overrides, AppliedConfiguration applied)
{
    private readonly Lock _accepting = new();
    private GatewayConfiguration _written = initial;
    private IReadOnlyList<DiscoveredNode> _discovered = [];
    private volatile GatewayConfiguration _value = initial;

    /// <summary>What files, environment and command line say; overrides are not in it.</summary>
    public GatewayConfiguration Value => _value;

    public PhoneServicesOptions Options => _value.Options;

    /// <returns>Why it could not be applied; the one before is in force again then. Null where it is in force.</returns>
    public Exception? Accept(GatewayConfiguration configuration)
    {
        lock (_accepting)
        {
            var before = _written;
            _written = configuration;
            if (Try(TakeOver) is not { } failure)
            {
                return null;
            }

            _written = before;
            TakeOver();
            return failure;
        }
    }

    /// <summary>Puts other nodes in force beside those that are written down.</summary>
    public void AcceptDiscovered(IReadOnlyList<DiscoveredNode> nodes)
    {
        lock (_accepting)
        {
            _discovered = nodes;
            TakeOver();
        }
    }

    /// <summary>Has changed overrides take effect.</summary>
    public void ApplyOverrides()
    {
        lock (_accepting)
        {
            Apply();
        }
    }

    private Exception? Try(Action takeOver)
    {
        try
        {
            takeOver();
            return applied.Failure;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private void TakeOver()
    {
        // Ours first: routes and clusters may already refer to policies that only the new one has.
        var root = _value.Root;
        _value = DiscoveredNodes.AddTo(_written, _discovered);
        if (_value.Root != root)
        {
            framework.Accept(_value.Root);
        }

        Apply();
    }

    private void Apply() => yarp.Update(_value.Routes, overrides.Apply(_value.Clusters));
}

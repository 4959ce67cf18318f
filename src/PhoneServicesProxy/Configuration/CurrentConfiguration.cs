using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Holds the configuration in force and puts a new one in its place, whole; what was ordered of nodes stands above it.</summary>
/// <param name="initial">What is in force first.</param>
/// <param name="framework">Gives the framework its part.</param>
/// <param name="yarp">Gives YARP its part.</param>
/// <param name="applied">Hears whether YARP could take it over.</param>
/// <param name="orders">Puts what was ordered of nodes over the clusters.</param>
internal sealed class CurrentConfiguration(
    GatewayConfiguration initial,
    LastGoodConfigurationProvider framework,
    InMemoryConfigProvider yarp,
    AppliedConfiguration applied,
    Func<IReadOnlyList<ClusterConfig>, IReadOnlyList<ClusterConfig>> orders)
{
    private readonly Lock _accepting = new();
    private GatewayConfiguration _written = initial;
    private Func<GatewayConfiguration, GatewayConfiguration> _complete = written => written;
    private volatile GatewayConfiguration _value = initial;

    /// <summary>What files, environment and command line say; overrides are not in it.</summary>
    public GatewayConfiguration Value => _value;

    public FeatureOptions Options => _value.Options;

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

    /// <summary>Completes what is written down, now and after each reload: with nodes that were found elsewhere.</summary>
    public void CompleteBy(Func<GatewayConfiguration, GatewayConfiguration> complete)
    {
        lock (_accepting)
        {
            _complete = complete;
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
        _value = _complete(_written);
        if (_value.Root != root)
        {
            framework.Accept(_value.Root);
        }

        Apply();
    }

    private void Apply() => yarp.Update(_value.Routes, orders(_value.Clusters));
}

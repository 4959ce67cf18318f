using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Holds the current configuration and replaces it as a whole. Administrative overrides of nodes take precedence over it.</summary>
/// <param name="initial">The first configuration.</param>
/// <param name="framework">Passes the framework its part.</param>
/// <param name="yarp">Passes YARP its part.</param>
/// <param name="applied">Learns whether YARP could apply it.</param>
/// <param name="orders">Applies administrative overrides to the clusters.</param>
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

    /// <summary>The configuration of files, environment and command line, completed with discovered nodes. Overrides are not in it.</summary>
    public GatewayConfiguration Value => _value;

    public FeatureOptions Options => _value.Options;

    /// <returns>Why the configuration could not be applied; the previous one is then restored. Null if it is in use.</returns>
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

    /// <summary>Sets the function that adds nodes found by DNS to the written configuration, now and after each reload.</summary>
    public void CompleteBy(Func<GatewayConfiguration, GatewayConfiguration> complete)
    {
        lock (_accepting)
        {
            _complete = complete;
            TakeOver();
        }
    }

    /// <summary>Applies changed overrides.</summary>
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
        // The gateway's own part comes first: routes and clusters may already refer to policies that only the new configuration has.
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

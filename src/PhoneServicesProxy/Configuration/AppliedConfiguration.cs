using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Learns from YARP whether it applied the last change. YARP only logs a failure, and continues with a part of the change.</summary>
internal sealed class AppliedConfiguration : IConfigChangeListener
{
    private volatile Exception? _failure;

    /// <summary>Null if the last change was applied. YARP applies a change before the provider's update returns.</summary>
    public Exception? Failure => _failure;

    public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception) => _failure = exception;

    public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
    }

    public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception) => _failure = exception;

    public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs) => _failure = null;
}

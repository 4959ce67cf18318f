using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Failover;

/// <summary>Finds the setting by which the requests of a route count as changing something. Validators name it in their errors.</summary>
internal static class RouteChange
{
    /// <summary>Returns the one of the two settings that the site has written.</summary>
    /// <param name="route">The route's key, with colons.</param>
    /// <param name="policy">The name of its policy.</param>
    /// <param name="options">The policy.</param>
    /// <param name="sources">The layer that each key comes from.</param>
    public static (string Key, string Value) CauseOf(string route, string policy, FailoverPolicyOptions options, ConfigurationSources sources)
    {
        var replay = $"{FailoverPolicyOptions.Section}:{policy}:{nameof(FailoverPolicyOptions.Replay)}";
        var metadata = $"{route}:Metadata:{RouteMetadata.FailoverPolicy}";
        return sources.IsOfSite(replay) && !sources.IsOfSite(metadata) ? (replay, options.Replay.ToString()) : (metadata, policy);
    }
}

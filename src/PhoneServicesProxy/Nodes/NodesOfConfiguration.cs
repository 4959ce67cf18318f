using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

internal static class NodesOfConfiguration
{
    extension(FeatureOptions options)
    {
        /// <summary>The nodes by name: those that the site names, and in force also those of DNS.</summary>
        public Dictionary<string, NodeOptions> Nodes => options.Get<Dictionary<string, NodeOptions>>();
    }
}

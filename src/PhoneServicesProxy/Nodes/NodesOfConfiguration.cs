using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

internal static class NodesOfConfiguration
{
    extension(FeatureOptions options)
    {
        /// <summary>The nodes by name: those of the site, and in the current configuration also those from DNS.</summary>
        public Dictionary<string, NodeOptions> Nodes => options.Get<Dictionary<string, NodeOptions>>();
    }
}

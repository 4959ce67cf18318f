using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>What rewriting needs of the configuration, worked out once for each.</summary>
/// <param name="Nodes">Whose URLs change.</param>
/// <param name="PublicHttp">Scheme, host and port that every phone on http is given; null for those that it used.</param>
/// <param name="PublicHttps">The same for https.</param>
internal sealed record RewriteRules(KnownNodes Nodes, string? PublicHttp, string? PublicHttps)
{
    /// <summary>Of no node, and under the address that each phone used.</summary>
    public static readonly RewriteRules None = new(KnownNodes.None, PublicHttp: null, PublicHttps: null);

    public static RewriteRules Of(GatewayConfiguration configuration)
    {
        var address = configuration.Options.PublicBaseAddress;
        return new(KnownNodes.Of(configuration.Options, configuration.Clusters), Base(address.Http), Base(address.Https));
    }

    private static string? Base(string? address) =>
        string.IsNullOrEmpty(address) ? null : new Uri(address).GetLeftPart(UriPartial.Authority);
}

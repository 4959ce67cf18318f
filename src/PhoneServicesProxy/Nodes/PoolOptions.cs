using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Nodes;

/// <summary>
/// Other servers of phone services, with nodes of their own: <c>PhoneServices:Pools:NAME</c>. A cluster gets these nodes by the metadata
/// <c>Pool</c>. A reload changes these settings.
/// </summary>
public sealed class PoolOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Pools";

    /// <summary>
    /// The pool's nodes by name. They have all settings of <c>PhoneServices:Nodes</c>. A name is unique over all pools and <c>PhoneServices:Nodes</c>.
    /// An <c>Address</c> may have a path here. It is put before the path of each request.
    /// <value>Empty by default. A pool needs a node or <see cref="Discovery"/>.</value>
    /// </summary>
    public Dictionary<string, NodeOptions> Nodes { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Nodes of the pool that are found by DNS, in addition to those of <see cref="Nodes"/>. If another pool has a node of the same name, the
    /// pool's name and a hyphen are put before it. <value>None by default.</value>
    /// </summary>
    public DiscoveryOptions Discovery { get; init; } = new();
}

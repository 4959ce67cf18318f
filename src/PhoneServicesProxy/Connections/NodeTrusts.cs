using System.Net;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Connections;

/// <summary>Finds the trust settings of a node in the current configuration. Probes and presses know only an address.</summary>
internal sealed class NodeTrusts(CurrentConfiguration current, ILogger<NodeTrusts> logger) : IReloaded
{
    private readonly Lock _building = new();
    private volatile Known? _known;

    /// <summary>Null if no node has this address.</summary>
    public NodeTrust? Of(DnsEndPoint address) => Now().ByAddress.GetValueOrDefault((address.Host, address.Port));

    public void Refresh()
    {
        foreach (var file in Now().Files.Values)
        {
            file.Refresh();
        }
    }

    private Known Now()
    {
        var configuration = current.Value;
        if (_known is { } known && known.Configuration == configuration)
        {
            return known;
        }

        lock (_building)
        {
            return _known?.Configuration == configuration ? _known : _known = Build(configuration);
        }
    }

    private Known Build(GatewayConfiguration configuration)
    {
        var files = new Dictionary<string, TrustedCertificates>();
        var byAddress = new Dictionary<(string Host, int Port), NodeTrust>();
        foreach (var (name, node) in configuration.Options.Pools.All.SelectMany(pool => pool.Nodes.Where(node => NodesValidator.IsAddress(node.Value.Address, pool))))
        {
            // A server may be in several pools. What is trusted of it is the same in all.
            var address = new Uri(node.Address!);
            byAddress.TryAdd((address.IdnHost, address.Port), new(name, node, File(node.TrustedCertificateFile, files)));
        }

        return new(configuration, byAddress, files);
    }

    /// <summary>A file that was read before is not read again here, because it may be wrong now.</summary>
    private TrustedCertificates? File(string? path, Dictionary<string, TrustedCertificates> files)
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        if (!files.TryGetValue(path, out var file))
        {
            files[path] = file = _known?.Files.GetValueOrDefault(path) ?? new(path, logger);
        }

        return file;
    }

    private sealed record Known(
        GatewayConfiguration Configuration, Dictionary<(string Host, int Port), NodeTrust> ByAddress, Dictionary<string, TrustedCertificates> Files);
}

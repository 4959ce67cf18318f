using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace PhoneServicesProxy.Health;

/// <summary>The request of a probe, its node and its timeout. Services with equal questions share one probe.</summary>
internal sealed record ProbeQuestion(
    string Node, string Address, string? Health, string? Host, string? Path, string? Query, ForwarderRequestConfig? Request, HttpClientConfig? Client, TimeSpan Timeout, int? Fall)
{
    public static ProbeQuestion Of(NodeHealth node, ProbeSettings settings) => new(
        node.Destination.DestinationId,
        node.Destination.Model.Config.Address,
        node.Destination.Model.Config.Health,
        settings.Host,
        settings.Active.Path,
        settings.Active.Query,
        settings.Request,
        node.Cluster.Model.Config.HttpClient,
        settings.Timeout,
        settings.Metadata.Fall);
}

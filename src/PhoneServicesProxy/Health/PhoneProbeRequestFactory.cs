using System.Net;
using Microsoft.AspNetCore.Http.Extensions;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>Makes a GET that a phone could have sent, to the address that YARP would probe.</summary>
internal sealed class PhoneProbeRequestFactory : IProbingRequestFactory
{
    public HttpRequestMessage CreateRequest(ClusterModel cluster, DestinationModel destination)
    {
        var config = destination.Config;
        var active = cluster.Config.HealthCheck?.Active;
        var address = string.IsNullOrEmpty(config.Health) ? config.Address : config.Health;
        UriHelper.FromAbsolute(address, out var scheme, out var host, out var pathBase, out _, out _);
        var query = QueryString.FromUriComponent(active?.Query ?? string.Empty);
        var uri = UriHelper.BuildAbsolute(scheme, host, pathBase, active?.Path, query);

        var request = new HttpRequestMessage(HttpMethod.Get, uri)
        {
            Version = cluster.Config.HttpRequest?.Version ?? HttpVersion.Version20,
            VersionPolicy = cluster.Config.HttpRequest?.VersionPolicy ?? HttpVersionPolicy.RequestVersionOrLower,
        };
        if (!string.IsNullOrEmpty(config.Host))
        {
            request.Headers.Host = config.Host;
        }

        request.Headers.TryAddWithoutValidation("User-Agent", "PhoneServicesProxy-Probe");
        // A 79xx phone sends this, and a node may choose its page by it.
        request.Headers.TryAddWithoutValidation("Accept", "x-CiscoIPPhone/*, text/*");
        return request;
    }
}

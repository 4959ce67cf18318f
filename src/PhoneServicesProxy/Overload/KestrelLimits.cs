using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>Sets Kestrel's limits on the addresses for phones.</summary>
internal sealed class KestrelLimits(CurrentConfiguration current, ConnectionLimit connections)
    : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>
{
    /// <summary>
    /// The number of connections that wait in the kernel until they are accepted. The kernel caps it at net.core.somaxconn. If the queue is full, the
    /// kernel drops a phone's SYN, and the phone sends the next one a second later.
    /// </summary>
    private const int Backlog = 4096;

    public void Configure(KestrelServerOptions options)
    {
        var wanted = current.Options.Get<LimitsOptions>();
        var limits = options.Limits;
        limits.RequestHeadersTimeout = wanted.RequestHeadersTimeout;
        limits.KeepAliveTimeout = wanted.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = RateOf(wanted);
        limits.MinResponseDataRate = RateOf(wanted);

        // A phone whose line has up to twice the limit is still recognised by its headers, and gets a page (RequestGateMiddleware).
        limits.MaxRequestLineSize = 2 * wanted.MaxRequestLineSize;
        limits.MaxRequestHeadersTotalSize = wanted.MaxRequestHeadersTotalSize;
        limits.MaxRequestBodySize = wanted.MaxRequestBodySize;

        // With reuse, each idle connection would keep the strings of its last request in memory.
        options.DisableStringReuse = true;

        // All defaults are set in this call, because a later call would replace them.
        options.ConfigureEndpointDefaults(endpoint =>
        {
            // Phones speak no later version. With one protocol, a request can be read in one way only.
            endpoint.Protocols = HttpProtocols.Http1;

            // This comes before TLS, so a refused connection costs no handshake.
            endpoint.Use(connections.Limit);
        });
    }

    public void Configure(SocketTransportOptions options) => options.Backlog = Backlog;

    private static MinDataRate? RateOf(LimitsOptions limits) =>
        limits.MinDataRate > 0 ? new(limits.MinDataRate, limits.DataRateGracePeriod) : null;
}

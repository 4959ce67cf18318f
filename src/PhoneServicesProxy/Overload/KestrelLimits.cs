using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>Has Kestrel keep the limits on the phones' addresses.</summary>
internal sealed class KestrelLimits(CurrentConfiguration current, ConnectionLimit connections)
    : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>
{
    /// <summary>
    /// What the kernel holds until it is accepted; it takes the lesser of this and net.core.somaxconn. Where it is full a phone's SYN is
    /// dropped, and a second goes by before the phone sends the next one.
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

        // Up to twice that a phone is recognised by its headers, and is shown a page (RequestGateMiddleware).
        limits.MaxRequestLineSize = 2 * wanted.MaxRequestLineSize;
        limits.MaxRequestHeadersTotalSize = wanted.MaxRequestHeadersTotalSize;
        limits.MaxRequestBodySize = wanted.MaxRequestBodySize;

        // Otherwise each idle connection keeps the strings of its last request, for the next one.
        options.DisableStringReuse = true;

        // All in one place: what says it later takes the place of what said it before.
        options.ConfigureEndpointDefaults(endpoint =>
        {
            // Phones speak nothing later, and what is let in can be read in one way only.
            endpoint.Protocols = HttpProtocols.Http1;

            // Before TLS: no handshake is made with a connection that is one too many.
            endpoint.Use(connections.Limit);
        });
    }

    public void Configure(SocketTransportOptions options) => options.Backlog = Backlog;

    private static MinDataRate? RateOf(LimitsOptions limits) =>
        limits.MinDataRate > 0 ? new(limits.MinDataRate, limits.DataRateGracePeriod) : null;
}

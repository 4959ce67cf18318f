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
        var wanted = current.Options.Limits;
        var limits = options.Limits;
        limits.RequestHeadersTimeout = wanted.RequestHeadersTimeout;
        limits.KeepAliveTimeout = wanted.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = RateOf(wanted);
        limits.MinResponseDataRate = RateOf(wanted);
        limits.MaxRequestLineSize = wanted.MaxRequestLineSize;
        limits.MaxRequestHeadersTotalSize = wanted.MaxRequestHeadersTotalSize;
        limits.MaxRequestBodySize = wanted.MaxRequestBodySize;

        // Otherwise each idle connection keeps the strings of its last request, for the next one.
        options.DisableStringReuse = true;

        // Before TLS: no handshake is made with a connection that is one too many.
        options.ConfigureEndpointDefaults(endpoint => endpoint.Use(connections.Limit));
    }

    public void Configure(SocketTransportOptions options) => options.Backlog = Backlog;

    private static MinDataRate? RateOf(LimitsOptions limits) =>
        limits.MinDataRate > 0 ? new(limits.MinDataRate, limits.DataRateGracePeriod) : null;
}

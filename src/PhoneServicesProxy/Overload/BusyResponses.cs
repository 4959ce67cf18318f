using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// The responses to connections that are refused before Kestrel gets them. Each is made once for a service, language, charset and model. The press
/// is counted like any other refused press.
/// </summary>
internal sealed class BusyResponses(
    CurrentConfiguration current, RoutePolicies policies, ErrorAnswer pages, PressMetrics metrics, PressHistory history)
{
    /// <summary>The limit for one service. A site needs only a few. The limit bounds the memory that a client can make the gateway use.</summary>
    private const int MaxCached = 200;

    /// <summary>The phone's own command to load the same page again (XSI 9.1). With it, the page contains no URL of the request.</summary>
    private const string UpdateCommand = "SoftKey:Update";

    private const byte TlsHandshake = 0x16;

    private readonly ConditionalWeakTable<GatewayConfiguration, Dictionary<string, ServiceResponses>> _byConfiguration = [];

    /// <summary>
    /// Returns the response. It is empty for TLS, because a response would need a handshake first. It is null if Kestrel must take the request: one that is
    /// incomplete, has a body, or is for no service.
    /// </summary>
    public ReadOnlyMemory<byte>? For(ReadOnlySpan<byte> received)
    {
        if (received[0] == TlsHandshake)
        {
            Count(GatewayMeter.NoService);
            return ReadOnlyMemory<byte>.Empty;
        }

        var services = _byConfiguration.GetValue(current.Value, ByPath);
        if (PeekedRequest.Read(received) is not { } request || !services.TryGetValue(request.Path, out var service))
        {
            return null;
        }

        Count(service.Name);
        var key = (request.IsPhone, request.Language, request.Charset, KeyPositions.For(request.Model));
        if (service.Cached.TryGetValue(key, out var response))
        {
            return response;
        }

        response = Create(service, request);
        if (service.Cached.Count < MaxCached)
        {
            service.Cached.TryAdd(key, response);
        }

        return response;
    }

    private void Count(string service)
    {
        history.Add(service, PressOutcome.Busy);
        if (metrics.Enabled)
        {
            metrics.Ended(service, PressOutcome.Busy, TimeSpan.Zero, null);
        }
    }

    private byte[] Create(ServiceResponses service, PeekedRequest request)
    {
        if (!request.IsPhone || !service.ShowsPages)
        {
            return Encoding.ASCII.GetBytes(Head($"503 Service Unavailable\r\nRetry-After: {ErrorAnswer.RetryAfterSeconds}", "text/plain; charset=utf-8", ErrorAnswer.Busy.Length) + ErrorAnswer.Busy);
        }

        var (page, charset) = pages.Compose(
            service.Cluster, ErrorReason.Busy, service.MayRepeat ? UpdateCommand : null, request.Language, request.Charset, request.Model);
        return [.. Encoding.ASCII.GetBytes(Head($"200 OK\r\nExpires: {PhoneAnswer.ExpiredDate}", $"text/xml; charset={charset}", page.Length)), .. page];
    }

    private static string Head(string status, string type, int length) => string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");

    private Dictionary<string, ServiceResponses> ByPath(GatewayConfiguration configuration) =>
        configuration.Routes.Where(route => route.Match.Path is not null && route.ClusterId is not null)
            .GroupBy(route => route.Match.Path!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                routes => routes.Key,
                routes =>
                {
                    // If one route of the path takes requests that change something, every request to the path may be such a request.
                    RoutePolicy[] ofRoutes = [.. routes.Select(route => policies.Of(route.RouteId))];
                    var mayRepeat = ofRoutes.All(policy => policy.Options.Replay == Replay.Always);
                    var name = routes.First().ClusterId!;
                    var cluster = configuration.Clusters.FirstOrDefault(cluster => cluster.ClusterId == name);
                    return new ServiceResponses(name, cluster, mayRepeat, mayRepeat || ofRoutes.Any(policy => policy.MayShowPage));
                },
                StringComparer.OrdinalIgnoreCase);

    /// <summary>The service of a path, and its responses made up to now.</summary>
    private sealed record ServiceResponses(string Name, ClusterConfig? Cluster, bool MayRepeat, bool ShowsPages)
    {
        public ConcurrentDictionary<(bool, string, string, KeyPositions), byte[]> Cached { get; } = [];
    }
}

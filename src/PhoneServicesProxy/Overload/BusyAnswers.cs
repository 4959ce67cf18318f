using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// The answers to phones that are turned away before Kestrel has seen them: made once for each service, language, charset and model, and counted
/// like any other refusal.
/// </summary>
internal sealed class BusyAnswers(
    CurrentConfiguration current, RoutePolicies policies, ErrorAnswer pages, PressMetrics metrics, PressHistory history)
{
    /// <summary>For a service: some languages, charsets and models; somebody may try others on purpose.</summary>
    private const int MostKept = 200;

    /// <summary>Asks for the same page again, as the key of that name does (XSI 9.1): nothing need be put into the page.</summary>
    private const string Again = "SoftKey:Update";

    private const byte TlsHandshake = 0x16;

    private readonly ConditionalWeakTable<GatewayConfiguration, Dictionary<string, BusyService>> _byConfiguration = [];

    /// <summary>
    /// What to answer, empty for nothing (TLS, where an answer would take a handshake first); null where the press must go the usual way:
    /// it has not come whole, has a body, or is for no service.
    /// </summary>
    public ReadOnlyMemory<byte>? To(ReadOnlySpan<byte> received)
    {
        if (received[0] == TlsHandshake)
        {
            Count(GatewayMeter.NoService);
            return ReadOnlyMemory<byte>.Empty;
        }

        var services = _byConfiguration.GetValue(current.Value, Learn);
        if (BusyRequest.Read(received) is not { } request || !services.TryGetValue(request.Path, out var service))
        {
            return null;
        }

        Count(service.Name);
        var key = (request.IsPhone, request.Language, request.Charset, KeyPositions.For(request.Model));
        if (service.Answers.TryGetValue(key, out var answer))
        {
            return answer;
        }

        answer = Make(service, request);
        if (service.Answers.Count < MostKept)
        {
            service.Answers.TryAdd(key, answer);
        }

        return answer;
    }

    private void Count(string service)
    {
        history.Add(service, PressOutcome.Busy);
        if (metrics.Enabled)
        {
            metrics.Ended(service, PressOutcome.Busy, TimeSpan.Zero, null);
        }
    }

    private byte[] Make(BusyService service, BusyRequest request)
    {
        if (!request.IsPhone || !service.ShowsPages)
        {
            return Encoding.ASCII.GetBytes(Head($"503 Service Unavailable\r\nRetry-After: {ErrorAnswer.RetryAfterSeconds}", "text/plain; charset=utf-8", ErrorAnswer.Busy.Length) + ErrorAnswer.Busy);
        }

        var cluster = current.Value.Clusters.FirstOrDefault(cluster => cluster.ClusterId == service.Name);
        var (page, charset) = pages.Compose(
            cluster, ErrorReason.Busy, service.MayRepeat ? Again : null, request.Language, request.Charset, request.Model);
        return [.. Encoding.ASCII.GetBytes(Head($"200 OK\r\nExpires: {PhoneAnswer.Past}", $"text/xml; charset={charset}", page.Length)), .. page];
    }

    private static string Head(string status, string type, int length) => string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");

    private Dictionary<string, BusyService> Learn(GatewayConfiguration configuration) =>
        configuration.Routes.Where(route => route.Match.Path is not null && route.ClusterId is not null)
            .GroupBy(route => route.Match.Path!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                routes => routes.Key,
                routes =>
                {
                    // A path that has a route for what changes something may be that, whatever it looks like.
                    RoutePolicy[] ofRoutes = [.. routes.Select(route => policies.Of(route.RouteId))];
                    var mayRepeat = ofRoutes.All(policy => policy.Options.Replay == Replay.Always);
                    return new BusyService(
                        routes.First().ClusterId!, mayRepeat, mayRepeat || ofRoutes.Any(policy => policy.MayShowPage));
                },
                StringComparer.OrdinalIgnoreCase);

    /// <summary>What there is to know of a path.</summary>
    private sealed record BusyService(string Name, bool MayRepeat, bool ShowsPages)
    {
        public ConcurrentDictionary<(bool, string, string, KeyPositions), byte[]> Answers { get; } = [];
    }
}

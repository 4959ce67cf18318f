using System.Diagnostics;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Telemetry;

/// <summary>
/// The spans of a press and of its attempts. They are made from the configuration and from what came of the press, never from
/// the request, so that there is nothing in them to redact: the route stands for the path.
/// </summary>
internal static class GatewayTraces
{
    public const string SourceName = "PhoneServicesProxy";

    private static readonly ActivitySource Source = new(SourceName);

    public static bool IsListenedTo => Source.HasListeners();

    public static Activity? StartPress() => Source.StartActivity("press", ActivityKind.Server);

    /// <param name="span">The press's span.</param>
    /// <param name="request">The phone's request; of it only a known method is told.</param>
    /// <param name="route">Its route; null where none matched.</param>
    /// <param name="outcome">What the phone saw.</param>
    /// <param name="status">The status that it got; null where it got none.</param>
    public static void End(Activity span, HttpRequest request, RouteModel? route, PressOutcome outcome, int? status)
    {
        var method = KnownMethod(request.Method);
        var path = route?.Config.Match.Path;
        span.DisplayName = path is null ? method : $"{method} {path}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", path);
        span.SetTag("http.response.status_code", status);
        span.SetTag("phone_services.service", route?.Cluster?.ClusterId);
        span.SetTag("phone_services.outcome", TagValues.Of(outcome));
        if (outcome == PressOutcome.ErrorPage)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <param name="press">The press.</param>
    /// <param name="node">The node that is asked.</param>
    /// <param name="kind">Why.</param>
    public static Activity? StartAttempt(Press press, DestinationState node, AttemptKind kind)
    {
        var span = Source.StartActivity("attempt", ActivityKind.Client);
        if (span is not { IsAllDataRequested: true })
        {
            return span;
        }

        span.DisplayName = $"attempt {node.DestinationId}";
        span.SetTag("phone_services.service", press.Cluster.ClusterId);
        span.SetTag("phone_services.node", node.DestinationId);
        span.SetTag("phone_services.attempt.kind", TagValues.Of(kind));
        span.SetTag("phone_services.attempt.cause", Cause(press, kind));
        if (Uri.TryCreate(node.Model.Config.Address, UriKind.Absolute, out var address))
        {
            span.SetTag("server.address", address.Host);
            span.SetTag("server.port", address.Port);
        }

        return span;
    }

    public static void End(Activity span, Attempt attempt)
    {
        span.SetTag("phone_services.attempt.outcome", TagValues.OutcomeOf(attempt));
        span.SetTag("http.response.status_code", attempt.Response is { } answer ? (int)answer.StatusCode : null);
        if (attempt is { Won: false, Cancelled: false })
        {
            span.SetTag("error.type", TagValues.Of(attempt.Failure));
            span.SetStatus(ActivityStatusCode.Error, attempt.Reason);
        }
    }

    private static string? Cause(Press press, AttemptKind kind) => kind switch
    {
        AttemptKind.Failover when press.Attempts.LastOrDefault(attempt => attempt is { Won: false, Cancelled: false }) is { } failed => PressLog.Describe(failed),
        AttemptKind.Hedge => "no answer yet from the nodes asked before",
        _ => null,
    };

    private static string KnownMethod(string method) =>
        HttpMethods.IsGet(method) ? HttpMethods.Get
        : HttpMethods.IsPost(method) ? HttpMethods.Post
        : HttpMethods.IsHead(method) ? HttpMethods.Head
        : "_OTHER";
}

using System.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
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
        span.AddTag("http.request.method", method);
        span.SetTag("http.route", path);
        span.SetTag("http.response.status_code", status);
        span.SetTag("phone_services.service", route?.Cluster?.ClusterId);
        span.AddTag("phone_services.outcome", TagValues.Of(outcome));
        if (outcome == PressOutcome.ErrorPage)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>
    /// Takes note of what is known only now. The span itself is made when the attempt has ended: one that is current meanwhile is
    /// carried along wherever the attempt waits, which costs more than all that it says.
    /// </summary>
    /// <returns>Null where nobody wants to know about this press.</returns>
    public static AttemptSpan? BeginAttempt(Press press, DestinationState node, TimeProvider time)
    {
        if (Activity.Current is not { IsAllDataRequested: true })
        {
            return null;
        }

        var kind = press.KindOf(node);
        return new(kind, Cause(press, kind), time.GetUtcNow());
    }

    /// <param name="span">What was known when the attempt began.</param>
    /// <param name="service">The service.</param>
    /// <param name="attempt">What came of it.</param>
    /// <param name="node">The node; null where it is none of the configuration any more.</param>
    /// <param name="time">The clock.</param>
    public static void End(AttemptSpan span, string service, Attempt attempt, NodeHealth? node, TimeProvider time)
    {
        using var activity = Source.StartActivity("attempt", ActivityKind.Client, default(ActivityContext), startTime: span.Began);
        if (activity is not { IsAllDataRequested: true })
        {
            return;
        }

        activity.DisplayName = $"attempt {attempt.Node.DestinationId}";
        activity.AddTag("phone_services.service", service);
        activity.AddTag("phone_services.node", attempt.Node.DestinationId);
        activity.AddTag("phone_services.attempt.kind", TagValues.Of(span.Kind));
        activity.AddTag("phone_services.attempt.outcome", TagValues.OutcomeOf(attempt));
        activity.SetTag("server.address", node?.Host);
        activity.SetTag("server.port", node?.Port);
        activity.SetTag("phone_services.attempt.cause", span.Cause);
        activity.SetTag("http.response.status_code", attempt.Response is { } answer ? (int)answer.StatusCode : null);
        if (attempt is { Won: false, Cancelled: false })
        {
            activity.AddTag("error.type", TagValues.Of(attempt.Failure));
            activity.SetStatus(ActivityStatusCode.Error, attempt.Reason);
        }

        activity.SetEndTime(time.GetUtcNow().UtcDateTime);
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

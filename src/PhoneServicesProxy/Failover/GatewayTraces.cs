using System.Diagnostics;
using System.Globalization;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// The spans of a press and of its attempts. Their names follow OpenTelemetry's conventions for HTTP. They are made from the configuration and the result of the
/// press, never from the request, so nothing in them needs redaction. The route replaces the path: <c>url.path</c> and <c>url.full</c> are left out. The
/// spans are made when the press has ended, for two reasons. Only then is it known whether the press is traced. And a current span is copied at every
/// wait, which costs more than the span itself.
/// </summary>
internal sealed class GatewayTraces(IConfiguration configuration, TimeProvider time)
{
    public const string SourceName = "PhoneServicesProxy";

    /// <summary>Without a configured sampler, one healthy press in this many is traced. Presses that fail, are slow or use several nodes are all traced.</summary>
    private const uint OneIn = 10;

    /// <summary>The conventions' name for any method that HTTP does not define.</summary>
    private const string Other = "_OTHER";

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private static readonly ActivitySource Source = new(SourceName, GatewayVersion.Text);

    private readonly bool _samplerDecides = !string.IsNullOrEmpty(configuration["OTEL_TRACES_SAMPLER"]);
    private uint _wentWell;

    public static Activity? StartPress(DateTimeOffset began) => Source.StartActivity("press", ActivityKind.Server, default(ActivityContext), startTime: began);

    /// <summary>Null if nothing listens to traces.</summary>
    public PressTrace? Begin() => Source.HasListeners() ? new(time.GetUtcNow(), _samplerDecides) : null;

    /// <summary>Decides whether the press is traced. Its span is current until it is disposed, so values measured meanwhile get the trace as their exemplar.</summary>
    /// <param name="trace">The data collected since the press began.</param>
    /// <param name="request">The phone's request. Only a known method of it is written.</param>
    /// <param name="route">Its route; null if none matched.</param>
    /// <param name="outcome">The page that the phone saw.</param>
    /// <param name="status">The status that the phone got; null if it got none.</param>
    /// <returns>The press's span; null if it has none.</returns>
    public Activity? End(PressTrace trace, HttpRequest request, RouteModel? route, PressOutcome outcome, int? status)
    {
        var ended = time.GetUtcNow();
        var wentWell = outcome == PressOutcome.Ok && !trace.HasSeveral && ended - trace.Began < Slow;
        if (trace.Span is null && wentWell && !_samplerDecides && Interlocked.Increment(ref _wentWell) % OneIn != 1)
        {
            trace.Decide(default);
            return null;
        }

        trace.Open();
        var span = trace.Span;
        if (span is { IsAllDataRequested: true })
        {
            Describe(span, request, route, outcome, status);
            span.SetEndTime(ended.UtcDateTime);
            Activity.Current = span;
        }

        trace.Decide(span is { IsAllDataRequested: true } ? span.Context : default);
        return span;
    }

    public AttemptSpan BeginAttempt(PressTrace trace, Press press, DestinationState node)
    {
        var kind = press.KindOf(node);
        return new(kind, KnownMethod(press.Method), trace.Begun(), Cause(press, kind), time.GetUtcNow());
    }

    public void EndAttempt(PressTrace trace, AttemptSpan span, string service, Attempt attempt, NodeHealth? node) =>
        trace.Ended(new(span, attempt, service, node, time.GetUtcNow()));

    /// <param name="ended">The attempt.</param>
    /// <param name="press">The span of its press.</param>
    public static void Write(EndedAttempt ended, ActivityContext press)
    {
        using var span = Source.StartActivity("attempt", ActivityKind.Client, press, startTime: ended.Begun.Began);
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        var attempt = ended.Attempt;
        span.DisplayName = $"{NameOf(ended.Begun.Method)} {attempt.Node.DestinationId}";
        span.AddTag("http.request.method", ended.Begun.Method);
        span.SetTag("http.request.resend_count", ended.Begun.Number > 1 ? ended.Begun.Number - 1 : null);
        span.AddTag("phone_services.service", ended.Service);
        span.AddTag("phone_services.node", attempt.Node.DestinationId);
        span.AddTag("phone_services.attempt.kind", TagName.Of(ended.Begun.Kind));
        span.AddTag("phone_services.attempt.outcome", AttemptMetrics.OutcomeOf(attempt));
        span.SetTag("server.address", ended.Node?.Host);
        span.SetTag("server.port", ended.Node?.Port);
        span.SetTag("phone_services.attempt.cause", ended.Begun.Cause);
        span.SetTag("http.response.status_code", attempt.Response is { } answer ? (int)answer.StatusCode : null);
        span.SetTag("network.protocol.version", attempt.Response is { Version: var version } ? version.ToString(2) : null);
        if (attempt is { Won: false, Cancelled: false })
        {
            span.AddTag("error.type", TagName.Of(attempt.Failure));
            span.SetStatus(ActivityStatusCode.Error, attempt.Reason);
        }

        span.SetEndTime(ended.Ended.UtcDateTime);
    }

    private static void Describe(Activity span, HttpRequest request, RouteModel? route, PressOutcome outcome, int? status)
    {
        var method = KnownMethod(request.Method);
        var path = route?.Config.Match.Path;
        span.DisplayName = path is null ? NameOf(method) : $"{NameOf(method)} {path}";
        span.AddTag("http.request.method", method);
        span.AddTag("url.scheme", request.IsHttps ? "https" : "http");
        span.SetTag("network.protocol.version", HttpProtocol.IsHttp11(request.Protocol) ? "1.1" : HttpProtocol.IsHttp10(request.Protocol) ? "1.0" : null);
        span.SetTag("http.route", path);
        span.SetTag("http.response.status_code", status);
        span.SetTag("phone_services.service", route?.Cluster?.ClusterId);
        span.AddTag("phone_services.outcome", PressMetrics.NameOf(outcome));
        if (outcome == PressOutcome.ErrorPage || status >= 500)
        {
            span.AddTag("error.type", status >= 500 ? status.Value.ToString(CultureInfo.InvariantCulture) : PressMetrics.NameOf(outcome));
            span.SetStatus(ActivityStatusCode.Error);
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
        : Other;

    private static string NameOf(string method) => method == Other ? "HTTP" : method;
}

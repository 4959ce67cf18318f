using System.Net;

namespace PhoneServicesProxy.Telemetry;

/// <summary>
/// Checks whether telemetry reaches the collector. It logs once when delivery fails and once when it works again, because the exporter itself
/// logs neither.
/// </summary>
/// <param name="signal">The kind of telemetry: metrics, traces or logs.</param>
/// <param name="time">Measures how long delivery failed.</param>
internal sealed partial class TelemetryDelivery(string signal, TimeProvider time)
{
    private readonly Lock _gate = new();
    private ILogger? _logger;
    private string? _failure;
    private Uri? _collector;
    private long _failedSince;

    /// <summary>Sets the logger. A failure from before is logged now.</summary>
    public void LogTo(ILogger logger)
    {
        lock (_gate)
        {
            _logger = logger;
            if (_failure is { } failure)
            {
                LogFailed(logger, signal, _collector, failure);
            }
        }
    }

    public HttpClient CreateClient(TimeSpan timeout) => new(new Handler(this) { InnerHandler = new SocketsHttpHandler() }) { Timeout = timeout };

    internal void Failed(Uri? collector, string failure)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            (_failure, _collector, _failedSince) = (failure, collector, time.GetTimestamp());
            if (_logger is { } logger)
            {
                LogFailed(logger, signal, collector, failure);
            }
        }
    }

    internal void Delivered(Uri? collector)
    {
        // This is read without the lock, because delivery is almost always working.
        if (Volatile.Read(ref _failure) is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_failure is null)
            {
                return;
            }

            _failure = null;
            if (_logger is { } logger)
            {
                LogDelivered(logger, signal, collector, time.GetElapsedTime(_failedSince).TotalSeconds);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Telemetry ({Signal}) cannot be delivered to {Collector}: {Failure}. Undelivered telemetry is lost, and phones do not notice. See OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL.", EventName = "TelemetryNotDelivered")]
    private static partial void LogFailed(ILogger logger, string signal, Uri? collector, string failure);

    [LoggerMessage(2, LogLevel.Information, "Telemetry ({Signal}) is delivered to {Collector} again, after {Seconds:0} s.", EventName = "TelemetryDelivered")]
    private static partial void LogDelivered(ILogger logger, string signal, Uri? collector, double seconds);

    private sealed class Handler(TelemetryDelivery delivery) : DelegatingHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return Judge(request, base.Send(request, cancellationToken));
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                delivery.Failed(request.RequestUri, Describe(error));
                throw;
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return Judge(request, await base.SendAsync(request, cancellationToken));
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                delivery.Failed(request.RequestUri, Describe(error));
                throw;
            }
        }

        private HttpResponseMessage Judge(HttpRequestMessage request, HttpResponseMessage response)
        {
            var grpc = response.Headers.TryGetValues("grpc-status", out var values) ? values.FirstOrDefault() : null;
            if (response.StatusCode >= HttpStatusCode.BadRequest || grpc is not (null or "0"))
            {
                delivery.Failed(request.RequestUri, grpc is null ? $"it answers {(int)response.StatusCode}" : $"it answers with gRPC status {grpc}");
            }
            else
            {
                delivery.Delivered(request.RequestUri);
            }

            return response;
        }

        private static string Describe(Exception error) =>
            error is OperationCanceledException ? "no answer in time" : error.GetBaseException().Message.TrimEnd('.');
    }
}

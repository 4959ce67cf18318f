using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Attempts;

/// <summary>Tells from an exception of the HTTP client what failed between gateway and node.</summary>
internal static class TransportErrors
{
    /// <summary>
    /// Classifies a failure to send or to read. A cancellation counts as <see cref="AttemptFailure.AnswerTimeout"/>. The caller knows whether
    /// the timeout or something else cancelled.
    /// </summary>
    public static AttemptFailure Classify(Exception exception) => ExhaustionErrors.Of(exception) is null ? ClassifyOther(exception) : AttemptFailure.GatewayExhausted;

    /// <summary>True if it is certain that no byte of the request left the gateway.</summary>
    public static bool NothingSent(AttemptFailure failure) =>
        failure is AttemptFailure.ConnectFailed or AttemptFailure.ConnectTimeout;

    /// <inheritdoc cref="NothingSent(AttemptFailure)"/>
    public static bool NothingSent(Exception exception) => NothingSent(ClassifyOther(exception));

    private static AttemptFailure ClassifyOther(Exception exception) => exception switch
    {
        OperationCanceledException { InnerException: TimeoutException } => AttemptFailure.ConnectTimeout,
        OperationCanceledException => AttemptFailure.AnswerTimeout,
        HttpRequestException http => Classify(http),
        _ => AttemptFailure.ConnectionLost,
    };

    private static AttemptFailure Classify(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.ConnectionError when HasInner<TimeoutException>(exception) => AttemptFailure.ConnectTimeout,
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            => AttemptFailure.ConnectFailed,
        _ when HasInner<StaleConnectionException>(exception) => AttemptFailure.StaleConnection,
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded
            or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => AttemptFailure.BadProtocol,
        _ => AttemptFailure.ConnectionLost,
    };

    private static bool HasInner<T>(Exception exception)
        where T : Exception
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is T)
            {
                return true;
            }
        }

        return false;
    }
}

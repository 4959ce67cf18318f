using Microsoft.AspNetCore.Http.Features;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Counts and answers the requests that Kestrel itself refuses before any middleware runs.
/// The message of Kestrel's exception quotes bytes of the request, so only its status is used.
/// </summary>
internal sealed class KestrelRefusals(Refusals refusals, EarlyRefusalAnswer answers) : IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public static bool IsWanted(string name) => name == BadRequest;

    public static RefusalReason ReasonOf(int? status) => status switch
    {
        StatusCodes.Status405MethodNotAllowed => RefusalReason.Method,
        StatusCodes.Status408RequestTimeout => RefusalReason.TooSlow,
        StatusCodes.Status411LengthRequired => RefusalReason.LengthRequired,
        StatusCodes.Status413PayloadTooLarge => RefusalReason.BodyTooLarge,
        StatusCodes.Status414UriTooLong => RefusalReason.LineTooLong,
        StatusCodes.Status431RequestHeaderFieldsTooLarge => RefusalReason.HeadersTooLarge,
        StatusCodes.Status505HttpVersionNotsupported => RefusalReason.HttpVersion,
        _ => RefusalReason.Malformed,
    };

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Further faults of a request that was already refused do not matter.
        if (value.Key == BadRequest
            && value.Value is IFeatureCollection features
            && features.Get<Refusal>() is null
            && features.Get<IBadRequestExceptionFeature>()?.Error is { } error)
        {
            var status = (error as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            refusals.Count(null, ReasonOf(status));
            answers.Write(features, ReasonOf(status), status);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}

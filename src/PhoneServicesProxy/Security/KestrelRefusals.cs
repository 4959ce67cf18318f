using Microsoft.AspNetCore.Http.Features;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Hears of the requests that the server refuses by itself, before there is a request for anybody else to see: counts and answers them. The
/// server's exception tells bytes of the request, so nothing but its status is looked at.
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
        // What is wrong with the rest of a request that was refused before is of no more interest.
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

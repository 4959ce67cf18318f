using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Failover;

/// <summary>Judges whether a node's answer is what the phone asked for.</summary>
internal static class AnswerCheck
{
    /// <param name="expect">What the route expects.</param>
    /// <param name="response">The node's answer.</param>
    /// <param name="page">Its whole body; null where it is too long to be held, which no phone page is.</param>
    public static (AttemptFailure Failure, string? Reason) Judge(Expectation expect, HttpResponseMessage response, ReadOnlyMemory<byte>? page)
    {
        var status = (int)response.StatusCode;
        if (status >= 500)
        {
            return (AttemptFailure.BadStatus, $"status {status}");
        }

        // A redirect has no page to judge, nor has an answer to HEAD.
        if (expect == Expectation.Any || page is null || status is >= 300 and < 400 || AnswerHead.IsToHead(response))
        {
            return (AttemptFailure.None, null);
        }

        var kind = PhonePageCheck.Check(page.Value.Span, ContentType(response)).Kind;
        if (kind == PhonePageKind.Phone || (kind == PhonePageKind.OtherMedia && expect == Expectation.PhonePage && status < 400))
        {
            return (AttemptFailure.None, null);
        }

        return status >= 400 ? (AttemptFailure.Rejected, $"status {status}")
            : kind == PhonePageKind.NotWellFormed ? (AttemptFailure.IllFormedPage, Describe(kind))
            : (AttemptFailure.BadPage, Describe(kind));
    }

    public static string? ContentType(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;

    private static string Describe(PhonePageKind kind) => kind switch
    {
        PhonePageKind.Empty => "empty page",
        PhonePageKind.Html => "an HTML page",
        PhonePageKind.NotWellFormed => "XML that is not well-formed or cut short",
        PhonePageKind.UnknownRoot => "XML that phones do not know",
        _ => "not phone XML",
    };
}

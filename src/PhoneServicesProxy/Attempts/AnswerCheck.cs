using System.Net;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Attempts;

/// <summary>Judges whether a node's answer is what the phone asked for.</summary>
internal static class AnswerCheck
{
    /// <param name="expect">The expectation of the route.</param>
    /// <param name="response">The node's answer.</param>
    /// <param name="page">Its whole body; null if it is too long to be held. No phone page is that long.</param>
    public static (AttemptFailure Failure, string? Reason) Judge(Expectation expect, HttpResponseMessage response, ReadOnlyMemory<byte>? page)
    {
        var status = (int)response.StatusCode;
        if (status >= 500)
        {
            return (AttemptFailure.BadStatus, $"status {status}");
        }

        if (expect is Expectation.Any or Expectation.PlainText || page is null || HasNoPage(response))
        {
            return (AttemptFailure.None, null);
        }

        var kind = PhonePageCheck.Check(page.Value.Span, ContentType(response)).Kind;
        if (IsGood(kind, expect, status))
        {
            return (AttemptFailure.None, null);
        }

        return status >= 400 ? (AttemptFailure.Rejected, $"status {status}")
            : kind == PhonePageKind.NotWellFormed ? (AttemptFailure.IllFormedPage, Describe(kind))
            : (AttemptFailure.BadPage, Describe(kind));
    }

    public static string? ContentType(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;

    /// <summary>True for a redirect, an answer to HEAD, or an authentication challenge. Their heads say everything.</summary>
    private static bool HasNoPage(HttpResponseMessage response) =>
        (int)response.StatusCode is >= 300 and < 400 || AnswerHead.IsToHead(response) || IsChallenge(response);

    /// <summary>A 401 without a challenge gives a phone nothing to act on.</summary>
    private static bool IsChallenge(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized
        && response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var challenge)
        && !string.IsNullOrWhiteSpace(challenge.ToString());

    private static bool IsGood(PhonePageKind kind, Expectation expect, int status) => kind switch
    {
        PhonePageKind.Phone => true,
        PhonePageKind.PlainText => status == StatusCodes.Status200OK,
        PhonePageKind.OtherMedia => expect == Expectation.PhonePage && status < 400,
        _ => false,
    };

    private static string Describe(PhonePageKind kind) => kind switch
    {
        PhonePageKind.Empty => "empty page",
        PhonePageKind.Html => "an HTML page",
        PhonePageKind.NotWellFormed => "XML that is not well-formed or cut short",
        PhonePageKind.UnknownRoot => "XML that phones do not know",
        _ => "not phone XML",
    };
}

using System.Net;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Security;

/// <summary>A login that has begun. Its result is reported once.</summary>
internal sealed class LoginUnderWay(FailedLogins logins, FailedLoginKeys keys, LoginRequest login, Press press, FailedLoginOptions options)
{
    private bool _hasEnded;

    public void End()
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        logins.End(keys, Result());
    }

    private LoginResult Result()
    {
        if (press.Shown?.PageNumber is { } number)
        {
            return !CommaSeparated.Contains(options.PageNumbers, $"{number}") ? LoginResult.EndedOtherwise
                : login.IsEmcc && !CommaSeparated.Contains(options.PageNumbersWithEmcc, $"{number}") ? LoginResult.FailedPerhapsElsewhere
                : LoginResult.Failed;
        }

        if (IsGood(press.Shown))
        {
            return login.ProvesPin ? LoginResult.Succeeded : LoginResult.EndedOtherwise;
        }

        if (press.IsNotExecuted || AsksWhoItIs(press.Shown) || (!login.ProvesPin && IsPage(press.Shown)))
        {
            return LoginResult.EndedOtherwise;
        }

        // Otherwise there is no answer because the phone hung up, or the answer says nothing about the PIN: it may have been a guess.
        return press.Attempts.All(static attempt => attempt.NotExecuted || IsOfTheNode(attempt)) ? LoginResult.FailedByNode : LoginResult.Failed;
    }

    /// <summary>True for failures that a phone cannot provoke: the node ended its answer early or sent none.</summary>
    private static bool IsOfTheNode(Attempt attempt) => attempt is
    {
        Cancelled: false,
        Failure: AttemptFailure.ConnectionLost or AttemptFailure.AnswerTimeout or AttemptFailure.BadProtocol or AttemptFailure.GatewayExhausted,
    };

    /// <summary>A 401 that asks for credentials means that the server has not looked at the PIN.</summary>
    private static bool AsksWhoItIs(Attempt? shown) => shown is { Won: true, Response: { StatusCode: HttpStatusCode.Unauthorized } answer } && answer.Headers.NonValidated.Contains("WWW-Authenticate");

    /// <summary>
    /// True for a complete phone page without a number. A form asks again, so it proves nothing. Streamed or compressed answers were not examined.
    /// </summary>
    private static bool IsGood(Attempt? shown) => RootOf(shown) is { } root && root != PhoneObject.Input;

    private static bool IsPage(Attempt? shown) => RootOf(shown) is not null;

    private static PhoneObject? RootOf(Attempt? shown) =>
        shown is { Won: true, Body: { } body, Response: { IsSuccessStatusCode: true } response }
        && PhonePageCheck.Check(body.Span, AnswerCheck.ContentType(response)) is { Kind: PhonePageKind.Phone } page ? page.Root : null;
}

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
        if (press.Shown?.PageNumber is { } number)
        {
            End(number);
        }
        else if (IsGood(press.Shown))
        {
            EndWell();
        }
        else if (press.IsNotExecuted || AsksWhoItIs(press.Shown) || (!login.ProvesPin && IsPage(press.Shown)))
        {
            logins.EndedOtherwise(keys);
        }
        else if (press.Attempts.All(static attempt => attempt.NotExecuted || IsOfTheNode(attempt)))
        {
            logins.FailedByNode(keys);
        }
        else
        {
            // There is no answer because the phone hung up, or the answer says nothing about the PIN: it may have been a guess.
            logins.Failed(keys);
        }
    }

    /// <summary>True for failures that a phone cannot provoke: the node ended its answer early or sent none.</summary>
    private static bool IsOfTheNode(Attempt attempt) => attempt is
    {
        Cancelled: false,
        Failure: AttemptFailure.ConnectionLost or AttemptFailure.AnswerTimeout or AttemptFailure.BadProtocol or AttemptFailure.GatewayExhausted,
    };

    private void End(int number)
    {
        if (!CommaSeparated.Contains(options.PageNumbers, $"{number}"))
        {
            logins.EndedOtherwise(keys);
        }
        else if (login.IsEmcc && !CommaSeparated.Contains(options.PageNumbersWithEmcc, $"{number}"))
        {
            logins.FailedPerhapsElsewhere(keys);
        }
        else
        {
            logins.Failed(keys);
        }
    }

    private void EndWell()
    {
        if (login.ProvesPin)
        {
            logins.Succeeded(keys);
        }
        else
        {
            logins.EndedOtherwise(keys);
        }
    }

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

using System.Net;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Security;

/// <summary>A login that has begun. What came of it is told once.</summary>
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
            // No answer, because the phone hung up, or none that says anything: perhaps it was a guess.
            logins.Failed(keys);
        }
    }

    /// <summary>No phone can have a node end its answer, or give none.</summary>
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

    /// <summary>A server that wants to know first who is there has looked at no PIN.</summary>
    private static bool AsksWhoItIs(Attempt? shown) => shown is { Won: true, Response: { StatusCode: HttpStatusCode.Unauthorized } answer } && answer.Headers.NonValidated.Contains("WWW-Authenticate");

    /// <summary>A whole page for phones that shows no number. A form asks again, and what streams or is packed has not been looked at.</summary>
    private static bool IsGood(Attempt? shown) => RootOf(shown) is { } root && root != PhoneObject.Input;

    private static bool IsPage(Attempt? shown) => RootOf(shown) is not null;

    private static PhoneObject? RootOf(Attempt? shown) =>
        shown is { Won: true, Body: { } body, Response: { IsSuccessStatusCode: true } response }
        && PhonePageCheck.Check(body.Span, AnswerCheck.ContentType(response)) is { Kind: PhonePageKind.Phone } page ? page.Root : null;
}

using PhoneServicesProxy.TestKit.Cluster;

namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>Compares the pages of the phones with the logins that the nodes have executed.</summary>
internal static class LoginAudit
{
    /// <summary>A sentence for each login that was executed twice, or whose phone got a wrong page or none.</summary>
    public static IReadOnlyList<string> Findings(IReadOnlyList<LoginPress> presses, IEnumerable<ExecutedLogin> executed)
    {
        var byUser = executed.ToLookup(login => login.User);
        return [.. presses.Select(press => Finding(press, [.. byUser[press.User]])).OfType<string>()];
    }

    private static string? Finding(LoginPress press, ExecutedLogin[] executed)
    {
        var complaint = (press.Page, executed.Length) switch
        {
            (_, > 1) => "executed more than once",
            (LoginPage.None, _) => "the phone got no page",
            (LoginPage.Other, _) => "the phone got a page that does not say what became of the login",
            (LoginPage.Success, 0) => "a success that no node knows of",
            (LoginPage.Unreachable or LoginPage.Busy, 1) => "executed, and the phone was told to try again",
            _ => null,
        };
        return complaint is null
            ? null
            : $"{press.Method} by {press.User}: {complaint} ({press.Page}: '{press.Detail}', executed by: "
                + $"{string.Join(", ", executed.Select(login => $"{login.Node} with result {login.Result}"))})";
    }
}

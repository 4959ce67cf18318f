using Microsoft.AspNetCore.WebUtilities;

namespace PhoneServicesProxy.Fallback;

/// <summary>
/// Tells what may be a user id, a PIN or a password by the name that it travels under. Rather once too often: what is taken
/// for a credential is not kept and not repeated, and nothing else comes of it.
/// </summary>
internal static class Credentials
{
    private static readonly string[] Signs = ["user", "seq", "pin", "pass", "pwd", "secret", "token", "auth", "cred"];

    public static bool AreIn(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || AreIn(request.QueryString.Value);

    /// <summary>True where the query has a parameter of such a name, whatever its value.</summary>
    public static bool AreIn(string? query)
    {
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            if (IsName(parameter.DecodeName().Span))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var sign in Signs)
        {
            if (name.Contains(sign, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

namespace PhoneServicesProxy.Wording;

/// <summary>
/// Recognises names under which a user id, a PIN or a password may be sent. It may match too many names, because a match only means that
/// the value is neither stored nor shown.
/// </summary>
internal static class SecretNames
{
    private static readonly string[] Signs = ["user", "seq", "pin", "pass", "pwd", "secret", "token", "auth", "cred"];

    public static bool Contains(ReadOnlySpan<char> name)
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

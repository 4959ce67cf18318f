namespace PhoneServicesProxy.Wording;

/// <summary>
/// Tells what may be a user id, a PIN or a password by the name that it travels under. Rather once too often: what is taken
/// for a secret is not kept and not repeated, and nothing else comes of it.
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

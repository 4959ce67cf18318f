namespace PhoneServicesProxy.Sessions;

/// <summary>Reads session cookies without allocating: Tomcat's, and those of IIS, whose names end in eight letters of its own.</summary>
internal static class SessionCookie
{
    private const string ServerPages = "ASPSESSIONID";

    /// <param name="pair">NAME=VALUE between the semicolons of a header. Blanks around it do not matter.</param>
    /// <param name="id">The session's id, a part of <paramref name="pair"/>.</param>
    public static bool TryGetId(ReadOnlySpan<char> pair, out ReadOnlySpan<char> id)
    {
        var equals = pair.IndexOf('=');
        if (equals < 0 || !IsSession(pair[..equals].Trim()))
        {
            id = default;
            return false;
        }

        id = pair[(equals + 1)..].Trim().Trim('"');
        return !id.IsEmpty;
    }

    /// <summary>True for a session's cookie, even without an id, such as one that deletes the session.</summary>
    /// <inheritdoc cref="TryGetId"/>
    public static bool Is(ReadOnlySpan<char> pair) => pair.IndexOf('=') is >= 0 and var equals && IsSession(pair[..equals].Trim());

    /// <summary>True for a session's cookie of Active Server Pages.</summary>
    /// <inheritdoc cref="TryGetId"/>
    public static bool IsOfServerPages(ReadOnlySpan<char> pair) => pair.TrimStart().StartsWith(ServerPages, StringComparison.OrdinalIgnoreCase);

    private static bool IsSession(ReadOnlySpan<char> name) =>
        name.Equals("JSESSIONID", StringComparison.OrdinalIgnoreCase) || name.StartsWith(ServerPages, StringComparison.OrdinalIgnoreCase);
}

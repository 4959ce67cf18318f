using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Changes a node's cookie into one that the phone returns to the gateway. A <c>Domain</c> that names a node is removed, so the cookie
/// belongs to the address that the phone used. <c>Secure</c> is present if, and only if, the phone came by https. The scheme behind the
/// gateway does not matter. Everything else is unchanged.
/// </summary>
internal static class SetCookieRewriter
{
    private const string Secure = "Secure";

    /// <summary>The value of <c>Set-Cookie</c> for the phone; the same string if nothing must change.</summary>
    public static string Rewrite(string value, KnownNodes nodes, bool isHttps)
    {
        var end = value.IndexOf(';');
        if (end < 0)
            return isHttps ? $"{value}; {Secure}" : value;

        var cookie = new StringBuilder(value, 0, end, value.Length + Secure.Length + 2);
        var isSecure = false;
        foreach (var range in value.AsSpan(end + 1).Split(';'))
        {
            var attribute = value.AsSpan(end + 1)[range];
            var saysSecure = NameOf(attribute).Equals(Secure, StringComparison.OrdinalIgnoreCase);
            isSecure |= saysSecure;
            if (!NamesNode(attribute, nodes) && (isHttps || !saysSecure))
                cookie.Append(';').Append(attribute);
        }

        if (isHttps && !isSecure)
            cookie.Append("; ").Append(Secure);

        return cookie.Equals(value) ? value : cookie.ToString();
    }

    private static bool NamesNode(ReadOnlySpan<char> attribute, KnownNodes nodes)
    {
        if (!NameOf(attribute).Equals("Domain", StringComparison.OrdinalIgnoreCase))
            return false;

        // A dot before the domain has no meaning (RFC 6265, 5.2.3).
        var domain = attribute[(attribute.IndexOf('=') + 1)..].Trim().Trim('"').TrimStart('.');
        return nodes.Contains(domain);
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> attribute)
    {
        var equals = attribute.IndexOf('=');
        return (equals < 0 ? attribute : attribute[..equals]).Trim();
    }
}

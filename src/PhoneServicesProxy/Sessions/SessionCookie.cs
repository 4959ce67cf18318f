using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Sessions;

/// <summary>Reads session cookies without allocating: Tomcat's, and IIS's, whose name ends in eight letters of its own.</summary>
internal static class SessionCookie
{
    /// <param name="pair">NAME=VALUE, as it stands between the semicolons of a header; blanks around it do not matter.</param>
    /// <param name="id">The session's id.</param>
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

    /// <summary>What a session is remembered by. The id itself lets whoever has it into the session, so it is never kept.</summary>
    public static ulong Hash(ReadOnlySpan<char> id) => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(id));

    private static bool IsSession(ReadOnlySpan<char> name) =>
        name.Equals("JSESSIONID", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPSESSIONID", StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Scheme, host and port under which one phone reaches the gateway, as they are written instead of a node's. They contain only what
/// <see cref="HostAndPort"/> allows, even if the phone sent something else.
/// </summary>
/// <param name="ForHttp">Replaces a node's http address, such as <c>http://phones:8080</c>.</param>
/// <param name="ForHttps">Replaces a node's https address.</param>
/// <param name="IsHttps">True if the phone came by https.</param>
internal sealed record GatewayAddress(string ForHttp, string ForHttps, bool IsHttps)
{
    /// <summary>The gateway's http address for a phone that came by https; null if it is not configured.</summary>
    public string? PlainHttp { get; init; }

    /// <summary>The replacement of a node's address of this scheme.</summary>
    public string For(bool isHttps) => isHttps ? ForHttps : ForHttp;

    /// <summary>The replacement of a node's host and port, always with a port; null if the gateway has no known address of this scheme.</summary>
    public string? HostAndPortFor(bool isHttps)
    {
        var scheme = SchemeOf(isHttps);
        var address = For(isHttps).StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? For(isHttps) : isHttps ? null : PlainHttp;
        if (address is null)
            return null;

        var authority = address.AsSpan(scheme.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{HostOf(authority)}:{PortOf(authority, DefaultPort(isHttps))}");
    }

    /// <summary>True for the gateway's own address, in any spelling.</summary>
    public bool Is(bool isHttps, ReadOnlySpan<char> host, int port)
    {
        var (address, scheme) = (For(isHttps), SchemeOf(isHttps));
        if (!address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return false;

        var own = address.AsSpan(scheme.Length);
        return PortOf(own, DefaultPort(isHttps)) == port && host.Equals(HostOf(own), StringComparison.OrdinalIgnoreCase);
    }

    private static string SchemeOf(bool isHttps) => isHttps ? "https://" : "http://";

    private static int DefaultPort(bool isHttps) => isHttps ? 443 : 80;

    private static int ColonIn(ReadOnlySpan<char> authority) =>
        authority.LastIndexOf(':') is var colon && colon > authority.LastIndexOf(']') ? colon : authority.Length;

    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> authority) => authority[..ColonIn(authority)];

    private static int PortOf(ReadOnlySpan<char> authority, int defaultPort) =>
        int.TryParse(authority[ColonIn(authority)..].TrimStart(':'), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : defaultPort;
}

using System.Globalization;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// Scheme, host and port under which one phone reaches the gateway, as they are written in the place of a node's. They hold
/// nothing but what <see cref="HostAndPort"/> allows, whatever the phone sent.
/// </summary>
/// <param name="ForHttp">What stands in for a node's http address, such as <c>http://phones:8080</c>.</param>
/// <param name="ForHttps">What stands in for a node's https address.</param>
/// <param name="IsHttps">Whether the phone came by https.</param>
internal sealed record GatewayAddress(string ForHttp, string ForHttps, bool IsHttps)
{
    /// <summary>The gateway's http address, where it is known: the one that a phone on http used, or the configured one.</summary>
    public string? PlainHttp { get; init; }

    /// <summary>What stands in for a node's address of this scheme.</summary>
    public string For(bool isHttps) => isHttps ? ForHttps : ForHttp;

    /// <summary>What stands in for a node's host and port, the port written out; null where the gateway has no known address of this scheme.</summary>
    public string? HostAndPortFor(bool isHttps)
    {
        var scheme = SchemeOf(isHttps);
        var address = For(isHttps).StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? For(isHttps) : isHttps ? null : PlainHttp;
        if (address is null)
            return null;

        var authority = address.AsSpan(scheme.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{HostOf(authority)}:{PortOf(authority, DefaultPort(isHttps))}");
    }

    /// <summary>True for the gateway's own address, however it is written.</summary>
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

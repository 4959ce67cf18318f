using System.Net;

namespace PhoneServicesProxy.Hosting;

/// <summary>The setting <c>Url</c>: scheme, host and port; <c>*</c> for every address of the machine.</summary>
internal static class ManagementUrl
{
    /// <summary>Parses the setting; null if it is not a valid address. Every address of the machine becomes 0.0.0.0.</summary>
    public static Uri? Parse(string? text)
    {
        var withHost = text?.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(withHost, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.Host.Length > 0
            && uri.PathAndQuery == "/"
            && uri.UserInfo.Length == 0
            && uri.Fragment.Length == 0
            ? uri
            : null;
    }

    /// <summary>True if only this machine reaches it.</summary>
    public static bool IsOfThisMachine(Uri url) =>
        url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The address that a client on this machine uses.</summary>
    public static Uri ForThisMachine(Uri url) => url.IdnHost switch
    {
        "0.0.0.0" => new UriBuilder(url) { Host = "127.0.0.1" }.Uri,
        "::" => new UriBuilder(url) { Host = "[::1]" }.Uri,
        _ => url,
    };
}

using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.PublicAddress;

/// <summary>
/// The address that pages name instead of a node's: <c>PhoneServices:PublicBaseAddress</c>. It is needed only if the next press cannot use
/// the address that the phone called, for example behind address or port translation. A reload applies changes.
/// </summary>
public sealed class PublicBaseAddressOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:PublicBaseAddress";

    /// <summary>
    /// Scheme, host and port for phones that came by http, such as <c>http://phones.example.com:8080</c>.
    /// <value>Empty by default: the address that each phone used.</value>
    /// </summary>
    public string? Http { get; init; }

    /// <summary>
    /// Scheme, host and port for phones that came by https, such as <c>https://phones.example.com:8443</c>. It is also used for https URLs in
    /// the pages of phones that came by http.
    /// <value>Empty by default: the address that each phone used.</value>
    /// </summary>
    public string? Https { get; init; }
}

using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management;

/// <summary>The management endpoint: <c>PhoneServices:Management</c>.</summary>
public sealed class ManagementOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Management";

    /// <summary>
    /// Address and port of the management endpoint, apart from the phones' one. An address that others than this machine reach
    /// needs <see cref="ApiKey"/>, <see cref="ApiKeyFile"/> or <see cref="ClientCaFile"/>, and should be https.
    /// <value><c>http://127.0.0.1:9901</c> by default; empty switches it off.</value>
    /// </summary>
    [ReadAtStart]
    public string? Url { get; init; } = "http://127.0.0.1:9901";

    /// <summary>
    /// What a caller sends as <c>Authorization: Bearer KEY</c> (RFC 6750) to be let in from elsewhere, and to change anything. At
    /// least 16 characters. Better kept in a file, or in the variable <c>PhoneServices__Management__ApiKey</c>, than on a command line.
    /// <value>None by default: then the gateway makes one for the administrator of this machine, beside the state file.</value>
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>A file whose first line is such a key. It is read anew for each request, so that it may be replaced. <value>None by default.</value></summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>The certificate of an https endpoint. <value>None by default.</value></summary>
    public CertificateOptions Certificate { get; init; } = new();

    /// <summary>
    /// Certificates, in PEM, of the authorities that issue client certificates: a caller with one of theirs may do whatever one with
    /// the API key may (mutual TLS). Needs https.
    /// <value>None by default.</value>
    /// </summary>
    [ReadAtStart]
    public string? ClientCaFile { get; init; }

    /// <summary>
    /// Where orders to drain, maintain and activate nodes are kept over a restart. Empty: they are not kept, and no key is made.
    /// <value>By default <c>state.json</c> in systemd's <c>StateDirectory=</c>, else in <c>~/.local/state/phone-services-proxy</c>.</value>
    /// </summary>
    [ReadAtStart]
    public string? StateFile { get; init; }

    internal bool IsHttps => Url?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ?? false;

    internal bool HasKey => !string.IsNullOrEmpty(ApiKey) || !string.IsNullOrEmpty(ApiKeyFile);
}

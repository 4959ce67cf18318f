using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management;

/// <summary>The management endpoint: <c>PhoneServices:Management</c>.</summary>
public sealed class ManagementOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Management";

    /// <summary>
    /// Address and port of the management endpoint. It must not be an address for phones. An address that other machines reach needs
    /// <see cref="Keys"/>, <see cref="ApiKey"/>, <see cref="ApiKeyFile"/> or <see cref="ClientCaFile"/>, and should be https.
    /// <value><c>http://127.0.0.1:9901</c> by default; empty switches it off.</value>
    /// </summary>
    [ReadAtStart]
    public string? Url { get; init; } = "http://127.0.0.1:9901";

    /// <summary>
    /// The API key, which a caller sends as <c>Authorization: Bearer KEY</c> (RFC 6750). It is needed from other machines, and for each change. It
    /// has at least 16 characters. Keep it in a file or in the variable <c>PhoneServices__Management__ApiKey</c>, not on a command line.
    /// <value>None by default: the gateway makes one for the administrator of this machine, beside the state file.</value>
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// A file whose first line is the API key. It is read again when it changes. While a changed file cannot be used, the previous key stays valid.
    /// <value>None by default.</value>
    /// </summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>
    /// Keys by the names of their owners. The audit log names the owner of each order. They are valid in addition to <see cref="ApiKey"/> and to the
    /// key that the gateway makes. Those two give the rights of an operator.
    /// <value>None by default.</value>
    /// </summary>
    public Dictionary<string, ManagementKeyOptions> Keys { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The certificate of an https endpoint. <value>None by default.</value></summary>
    public CertificateOptions Certificate { get; init; } = new();

    /// <summary>
    /// A PEM file with the certificates of the authorities that issue client certificates. A caller with such a certificate has the rights of an
    /// operator (mutual TLS). It needs https.
    /// <value>None by default.</value>
    /// </summary>
    [ReadAtStart]
    public string? ClientCaFile { get; init; }

    /// <summary>
    /// The file that keeps orders to drain, maintain and activate nodes over a restart. If it is empty, they are not kept, and the gateway makes no
    /// key.
    /// <value>By default <c>state.json</c> in systemd's <c>StateDirectory=</c>, otherwise in <c>~/.local/state/phone-services-proxy</c>.</value>
    /// </summary>
    [ReadAtStart]
    public string? StateFile { get; init; }

    /// <summary>The record of orders.</summary>
    public AuditLogOptions AuditLog { get; init; } = new();

    internal bool IsHttps => Url?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>True if a shared key is configured. Then the gateway makes none.</summary>
    internal bool HasSharedKey => !string.IsNullOrEmpty(ApiKey) || !string.IsNullOrEmpty(ApiKeyFile);
}

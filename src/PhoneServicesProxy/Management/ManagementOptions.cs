namespace PhoneServicesProxy.Management;

/// <summary>The management endpoint: <c>PhoneServices:Management</c>.</summary>
public sealed class ManagementOptions
{
    /// <summary>
    /// Address and port of the management endpoint, apart from the phones' one.
    /// <value><c>http://127.0.0.1:9901</c> by default; empty switches it off.</value>
    /// </summary>
    public string? Url { get; init; } = "http://127.0.0.1:9901";
}

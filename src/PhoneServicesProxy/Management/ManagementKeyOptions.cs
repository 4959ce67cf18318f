using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Management;

/// <summary>The key of one person or program: <c>PhoneServices:Management:Keys:NAME</c>. The audit log shows the name.</summary>
public sealed class ManagementKeyOptions
{
    /// <summary>The rights of the key. <value><c>Viewer</c> by default.</value></summary>
    public ManagementRole Role { get; init; }

    /// <summary>
    /// A file whose first line is the key, with at least 16 characters. It is read again when it changes. While a changed file cannot be used, the
    /// previous key stays valid. To revoke a key, remove its entry.
    /// <value>Required.</value>
    /// </summary>
    [Required(ErrorMessage = "Write the path of a file whose first line is the key.")]
    public string? KeyFile { get; init; }
}

using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management;

/// <summary>
/// The record of orders: <c>PhoneServices:Management:AuditLog</c>. Each order and each watch is one line of JSON. It is on disk before the order is
/// answered.
/// </summary>
public sealed class AuditLogOptions
{
    /// <summary>
    /// The file. If it is empty, the lines go to the gateway's own log (under systemd the journal), and orders do not wait for the disk.
    /// <value>By default <c>audit.jsonl</c> beside the state file; empty without a state file.</value>
    /// </summary>
    [ReadAtStart]
    public string? File { get; init; }

    /// <summary>
    /// The size in bytes at which a new file begins. The full one is renamed to <c>audit.jsonl.1</c>, that one to <c>.2</c>, and so on.
    /// <value>10485760 (10 MB) by default, 4096 to 1073741824.</value>
    /// </summary>
    [Range(4096, 1024 * 1024 * 1024, ErrorMessage = "Write a number of bytes from 4096 to 1073741824.")]
    public int MaxFileSize { get; init; } = 10 * 1024 * 1024;

    /// <summary>The number of files that are kept, including the current one. <value>10 by default, 2 to 1000.</value></summary>
    [Range(2, 1000, ErrorMessage = "Write a number from 2 to 1000.")]
    public int MaxFiles { get; init; } = 10;
}

using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.AccessLog;

/// <summary>
/// One line for each press, in files of the W3C extended log format: <c>PhoneServices:AccessLog</c>. A line never has a query, a user or a PIN.
/// </summary>
public sealed class AccessLogOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:AccessLog";

    /// <summary>Writes the log. <value>False by default.</value></summary>
    [ReadAtStart]
    public bool Enabled { get; init; }

    /// <summary>
    /// The folder of the files, which are named <c>access-20261130.0000.txt</c>. It is made if it is missing. Nothing else should be in it.
    /// <value>By default <c>access-log</c> beside the state file.</value>
    /// </summary>
    [ReadAtStart]
    public string? Directory { get; init; }

    /// <summary>Adds the name of the phone, if the request names one. <value>False by default.</value></summary>
    [ReadAtStart]
    public bool IncludeDevice { get; init; }

    /// <summary>
    /// The size in bytes from which a new file is begun. Each day and each start of the gateway begin one, too.
    /// <value>10485760 (10 MB) by default, 4096 to 1073741824.</value>
    /// </summary>
    [ReadAtStart]
    [Range(4096, 1024 * 1024 * 1024, ErrorMessage = "Write a number of bytes from 4096 to 1073741824.")]
    public int MaxFileSize { get; init; } = 10 * 1024 * 1024;

    /// <summary>The number of files that are kept. <value>20 by default, 2 to 1000.</value></summary>
    [ReadAtStart]
    [Range(2, 1000, ErrorMessage = "Write a number from 2 to 1000.")]
    public int MaxFiles { get; init; } = 20;
}

using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.AccessLog;

/// <summary>
/// One line for each press, in files of the W3C extended log format: <c>PhoneServices:AccessLog</c>. A line never has a query, a user or a PIN.
/// </summary>
public sealed class AccessLogOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:AccessLog";

    /// <summary>Turns on the log. <value>False by default.</value></summary>
    [ReadAtStart]
    public bool Enabled { get; init; }

    /// <summary>
    /// The folder for the files. Their names are like <c>access-20261130.0000.txt</c>. The gateway makes the folder if it is missing. No other files
    /// should be in it.
    /// <value>By default <c>access-log</c> beside the state file.</value>
    /// </summary>
    [ReadAtStart]
    public string? Directory { get; init; }

    /// <summary>Adds the phone's name if the request has one. <value>False by default.</value></summary>
    [ReadAtStart]
    public bool IncludeDevice { get; init; }

    /// <summary>
    /// The size in bytes at which a new file begins. A new file also begins each day and at each start of the gateway.
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

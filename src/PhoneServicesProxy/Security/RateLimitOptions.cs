using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Security;

/// <summary>
/// How often one address may press keys: <c>PhoneServices:Security:RateLimit</c>. Idle pages, which a phone loads by itself, are
/// counted apart by the same figures. Whoever comes too often gets a page that says so, which a phone loads again by itself, or 429.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>Whether there is a limit. <value>True by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// What one address may do all the time. A person presses four keys a second at most, and that not for long.
    /// <value>10 by default, 1 to 100000.</value>
    /// </summary>
    [Range(1, 100000, ErrorMessage = "Write a number from 1 to 100000; Enabled false is no limit.")]
    public int PressesPerSecond { get; init; } = 10;

    /// <summary>
    /// What it may do at one go, after a time of rest. More than a phone's, for a few phones may share an address.
    /// <value>100 by default, 1 to 100000.</value>
    /// </summary>
    [Range(1, 100000, ErrorMessage = "Write a number from 1 to 100000; Enabled false is no limit.")]
    public int Burst { get; init; } = 100;

    /// <summary>
    /// Networks or addresses without this limit, and whose failed logins are counted by device and user alone: where address
    /// translation, or a proxy that does not tell the phone's address, makes many phones one.
    /// <value>None by default, which is this machine (127.0.0.0/8, ::1).</value>
    /// </summary>
    public IReadOnlyList<string> ExemptNetworks { get; init; } = [];
}

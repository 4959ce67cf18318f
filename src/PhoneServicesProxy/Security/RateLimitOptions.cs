using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Security;

/// <summary>
/// How often one address may press keys: <c>PhoneServices:Security:RateLimit</c>. Idle pages, which a phone loads by itself, are counted separately with
/// the same limits. Above the limit, a phone gets a page that says so and loads again by itself. Other clients get status 429.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>Limits the rate for each address. <value>True by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// The number of presses a second that one address may send permanently. A person presses at most four keys a second, and only for a short time.
    /// <value>10 by default, 1 to 100000.</value>
    /// </summary>
    [Range(1, 100000, ErrorMessage = "Write a number from 1 to 100000, or set Enabled to false for no limit.")]
    public int PressesPerSecond { get; init; } = 10;

    /// <summary>
    /// The number of presses that one address may send at once after a pause. The default is more than one phone needs, because a few
    /// phones may share an address.
    /// <value>100 by default, 1 to 100000.</value>
    /// </summary>
    [Range(1, 100000, ErrorMessage = "Write a number from 1 to 100000, or set Enabled to false for no limit.")]
    public int Burst { get; init; } = 100;

    /// <summary>
    /// Networks or addresses without this limit. Their failed logins are counted by device and user only. List addresses that many phones share:
    /// address translation, or a proxy that does not send the phone's address.
    /// <value>None by default, which means this machine (127.0.0.0/8, ::1).</value>
    /// </summary>
    public IReadOnlyList<string> ExemptNetworks { get; init; } = [];
}

using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Security;

/// <summary>
/// How failed logins of Extension Mobility slow down further ones: <c>PhoneServices:Security:FailedLogins</c>. They are counted for
/// each device, each user and each address; while one of them has to wait, no login of it reaches a node, and the phone gets a page
/// that says for how long. A login whose answer is lost, or not waited for, counts as failed. One that succeeds ends that for its device and user. Users are remembered by a hash with a key that
/// ends with the process. CallManager's own credential policy stands above all this.
/// </summary>
public sealed class FailedLoginOptions
{
    /// <summary>Whether failed logins slow down further ones. <value>True by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Failures after which waiting begins. <value>3 by default, 1 to 100.</value></summary>
    [Range(1, 100, ErrorMessage = "Write a number from 1 to 100.")]
    public int FreeTries { get; init; } = 3;

    /// <summary>The first wait; each further failure doubles it. <value>5 s by default, 1 s to 1 h.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 1 s to 1 h.")]
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest wait. Anybody can have a user wait for so long, by failing in that name.
    /// <value>5 min by default, 1 s to 1 d, not shorter than <see cref="InitialDelay"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 1 s to 1 d.")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After so long without another, one failure is forgotten. <value>10 min by default, 1 s to 1 d.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 1 s to 1 d.")]
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How many times as many failures an address may have as a device, and how many times as fast they are forgotten: it may be that
    /// of many phones, but whoever guesses with ever new devices and users is told by it. 0 does not count addresses.
    /// <value>10 by default, 0 to 10000.</value>
    /// </summary>
    [Range(0, 10000, ErrorMessage = "Write a number from 0 to 10000; 0 does not count addresses.")]
    public int AddressFactor { get; init; } = 10;

    /// <summary>
    /// The numbers at the end of CallManager's pages that say that user or PIN is wrong, separated by commas: 201 wrong user or PIN,
    /// 2 the same from a user's home cluster (EMCC), 23 no such user (EM API response codes).
    /// <value>"2, 23, 201" by default.</value>
    /// </summary>
    [RegularExpression(@"\s*\d{1,3}\s*(,\s*\d{1,3}\s*)*", ErrorMessage = "Write numbers from 0 to 999 separated by commas, such as \"2, 23, 201\".")]
    public string PageNumbers { get; init; } = "2, 23, 201";

    /// <summary>
    /// Which of <see cref="PageNumbers"/> say so also where the request has <c>EMCC=true</c>, separated by commas. A home cluster that is
    /// out of reach or wrongly set up is shown by 201 and 23, too (EMCC guide). What does not count here counts for the address alone.
    /// Where Extension Mobility Cross Cluster is not in use, the same numbers as there leave nobody a way round.
    /// <value>None by default.</value>
    /// </summary>
    [RegularExpression(@"\s*(\d{1,3}\s*(,\s*\d{1,3}\s*)*)?", ErrorMessage = "Write numbers from 0 to 999 separated by commas, such as \"2, 23, 201\", or nothing.")]
    public string PageNumbersWithEmcc { get; init; } = "";
}

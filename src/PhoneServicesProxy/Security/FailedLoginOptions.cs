using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Security;

/// <summary>
/// How failed Extension Mobility logins delay further ones: <c>PhoneServices:Security:FailedLogins</c>. Failures are counted for each device, each user
/// and each address. While one of them has to wait, its logins do not reach a node, and the phone gets a page that says how long to wait.
/// A login counts as failed if its answer is lost or not waited for. A successful login clears the count of its device and user.
/// Users are remembered by a hash with a random key that is lost when the process ends. CallManager's own credential policy applies as well.
/// </summary>
public sealed class FailedLoginOptions
{
    /// <summary>Delays logins after failed ones. <value>True by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The number of failures after which waiting begins. <value>3 by default, 1 to 100.</value></summary>
    [Range(1, 100, ErrorMessage = "Write a number from 1 to 100.")]
    public int FreeTries { get; init; } = 3;

    /// <summary>The first wait. Each further failure doubles it. <value>5 s by default, 1 s to 1 h.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 1 s to 1 h.")]
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest wait. Anybody can make a user wait this long by failing to log in with the user's name.
    /// <value>5 min by default, 1 s to 1 d, not shorter than <see cref="InitialDelay"/>.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 1 s to 1 d.")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The time without a new failure after which one failure is forgotten. <value>10 min by default, 1 s to 1 d.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a duration from 1 s to 1 d.")]
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// An address may have this many times as many failures as a device, and its failures are forgotten this many times as fast. Many phones may share
    /// an address. An attacker who changes device and user each time is still detected by the address. 0 does not count addresses.
    /// <value>10 by default, 0 to 10000.</value>
    /// </summary>
    [Range(0, 10000, ErrorMessage = "Write a number from 0 to 10000; 0 does not count addresses.")]
    public int AddressFactor { get; init; } = 10;

    /// <summary>
    /// The numbers at the end of CallManager's pages that report a wrong user or PIN, separated by commas. 201 is a wrong user or PIN,
    /// 2 is the same from a user's home cluster (EMCC), and 23 is an unknown user (EM API response codes).
    /// <value>"2, 23, 201" by default.</value>
    /// </summary>
    [RegularExpression(@"\s*\d{1,3}\s*(,\s*\d{1,3}\s*)*", ErrorMessage = "Write numbers from 0 to 999 separated by commas, such as \"2, 23, 201\".")]
    public string PageNumbers { get; init; } = "2, 23, 201";

    /// <summary>
    /// Those of <see cref="PageNumbers"/> that also report a wrong user or PIN if the request has <c>EMCC=true</c>, separated by commas. By default there
    /// are none, because CallManager also shows 201 and 23 if a home cluster is unreachable or misconfigured (EMCC guide). A number that is not listed
    /// here counts for the address only. If Extension Mobility Cross Cluster is not used, list the same numbers as in <see cref="PageNumbers"/>:
    /// then <c>EMCC=true</c> cannot be used to avoid the count.
    /// <value>None by default.</value>
    /// </summary>
    [RegularExpression(@"\s*(\d{1,3}\s*(,\s*\d{1,3}\s*)*)?", ErrorMessage = "Write numbers from 0 to 999 separated by commas, such as \"2, 23, 201\", or nothing.")]
    public string PageNumbersWithEmcc { get; init; } = "";
}

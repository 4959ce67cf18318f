using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// Shares pages that thousands of phones request at the same moment: <c>PhoneServices:IdlePage</c>. It applies to
/// routes whose <c>OutputCachePolicy</c> is <c>IdlePage</c>. One request goes to a node, and all phones that wait for the
/// same page get its answer. A reload changes these settings.
/// </summary>
public sealed class IdlePageOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:IdlePage";

    private const string NamesHint = "Write names separated by commas, such as ";

    /// <summary>
    /// The time for which further phones get a page if the node says nothing about caching. The node's own
    /// <c>Cache-Control</c>, <c>Expires</c>, <c>Set-Cookie</c> and <c>Vary</c> take precedence.
    /// <value>5 s by default, 0 to 1 h. With 0, only phones that wait for a page at the same moment share it.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00",
        ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:05\", up to 1 h.")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The query parameters that the URL of a shared page may have, separated by commas. A page with any other parameter is not
    /// shared. Do not list one that names a device or a user.
    /// <value><c>locale</c> by default.</value>
    /// </summary>
    [RegularExpression(@"[^&=?#]*", ErrorMessage = NamesHint + "\"locale, site\".")]
    public string QueryParameters { get; init; } = "locale";

    /// <summary>
    /// The request headers that describe the phone, separated by commas. Phones share a page if all of these are equal.
    /// A request with any other header gets its own answer.
    /// <value>By default the headers that enterprise phones send about themselves: language, charset, model, display, firmware.</value>
    /// </summary>
    [RegularExpression(@"[!#$%&'*+.^_`|~0-9A-Za-z, -]*", ErrorMessage = NamesHint + "\"Accept-Language, x-CiscoIPPhoneDisplay\".")]
    public string PhoneHeaders { get; init; } =
        "Accept, Accept-Charset, Accept-Encoding, Accept-Language, User-Agent, "
        + "x-CiscoIPPhoneDisplay, x-CiscoIPPhoneModelName, x-CiscoIPPhoneSDKVersion";
}

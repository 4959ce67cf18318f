using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// How pages are shared that thousands of phones ask for at the same moment: <c>PhoneServices:IdlePage</c>. It applies to
/// routes whose <c>OutputCachePolicy</c> is <c>IdlePage</c>. One request goes to a node, and all phones that wait for the
/// same page get its answer.
/// </summary>
public sealed class IdlePageOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:IdlePage";

    private const string NamesHint = "Write names separated by commas, such as ";

    /// <summary>
    /// For how long a page is given to further phones where the node says nothing about caching. What the node says
    /// (<c>Cache-Control</c>, <c>Expires</c>, <c>Set-Cookie</c>, <c>Vary</c>) counts more.
    /// <value>5 s by default, 0 to 1 h. With 0 only those phones share a page that are waiting for it at the same moment.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00",
        ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:05\", up to 1 h.")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The parameters, separated by commas, that the URL of a shared page may have; a page with any other is each phone's
    /// own. None that names a device or a user.
    /// <value><c>locale</c> by default.</value>
    /// </summary>
    [RegularExpression(@"[^&=?#]*", ErrorMessage = NamesHint + "\"locale, site\".")]
    public string QueryParameters { get; init; } = "locale";

    /// <summary>
    /// The request headers, separated by commas, by which phones tell what they are. Phones share a page where all of these
    /// are equal; a request with any other header is answered by itself.
    /// <value>By default what enterprise phones are known to send of themselves: language, charset, model, display, firmware.</value>
    /// </summary>
    [RegularExpression(@"[!#$%&'*+.^_`|~0-9A-Za-z, -]*", ErrorMessage = NamesHint + "\"Accept-Language, x-CiscoIPPhoneDisplay\".")]
    public string PhoneHeaders { get; init; } =
        "Accept, Accept-Charset, Accept-Encoding, Accept-Language, User-Agent, "
        + "x-CiscoIPPhoneDisplay, x-CiscoIPPhoneModelName, x-CiscoIPPhoneSDKVersion";
}

using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>
/// The texts for phones of one language: <c>PhoneServices:Texts:LANGUAGE</c>. A text that is missing in a language is shown in English.
/// A reload changes these settings.
/// </summary>
public sealed class PhoneTextOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Texts";

    private const string TextHint = "Write at most 1000 characters.";
    private const string KeyHint = "Write at most 32 characters; a key is narrow, so eight are better.";

    /// <summary>The line below the page. <value>At most 32 characters (CiscoIPPhone.xsd).</value></summary>
    [StringLength(32, ErrorMessage = "Write at most 32 characters.")]
    public string? Prompt { get; init; }

    /// <summary>Shown if no node gave the page. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? NoAnswer { get; init; }

    /// <summary>Shown if no node took a login or another request that changes something. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? NotCarriedOut { get; init; }

    /// <summary>Shown if a node may have carried out such a request and its answer was lost. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? MayHaveBeenCarriedOut { get; init; }

    /// <summary>Shown if the gateway or the nodes have too much to do. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? Busy { get; init; }

    /// <summary>Shown if this phone or user has no permission. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? Refused { get; init; }

    /// <summary>Shown if no route matches the requested page. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? NotFound { get; init; }

    /// <summary>
    /// Shown if too many logins have failed. It must contain <c>{seconds}</c>, which is replaced by the time to wait. <value>At most 1000 characters.</value>
    /// </summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? LoginDelayed { get; init; }

    /// <summary>The label of the key that tries again. <value>At most 32 characters.</value></summary>
    [StringLength(32, ErrorMessage = KeyHint)]
    public string? Retry { get; init; }

    /// <summary>The label of the key that leaves the page. <value>At most 32 characters.</value></summary>
    [StringLength(32, ErrorMessage = KeyHint)]
    public string? Exit { get; init; }
}

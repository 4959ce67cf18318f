using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>
/// What phones of one language are told: <c>PhoneServices:Texts:LANGUAGE</c>. A text that a language does not have is shown in
/// English.
/// </summary>
public sealed class PhoneTextOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Texts";

    private const string TextHint = "Write at most 1000 characters.";
    private const string KeyHint = "Write at most 32 characters; a key is narrow, so eight are better.";

    /// <summary>The line below the page. <value>At most 32 characters (CiscoIPPhone.xsd).</value></summary>
    [StringLength(32, ErrorMessage = "Write at most 32 characters.")]
    public string? Prompt { get; init; }

    /// <summary>No node gave the page. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? NoAnswer { get; init; }

    /// <summary>No node took a login or another request that changes something. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? NotCarriedOut { get; init; }

    /// <summary>A node may have taken such a request, and its answer was lost. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? MayHaveBeenCarriedOut { get; init; }

    /// <summary>There is more to do than can be done in time. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? Busy { get; init; }

    /// <summary>This phone or user may not. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? Refused { get; init; }

    /// <summary>No route takes the page that the phone asks for. <value>At most 1000 characters.</value></summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? NotFound { get; init; }

    /// <summary>
    /// Too many logins have failed; <c>{seconds}</c> stands for how long to wait. <value>At most 1000 characters.</value>
    /// </summary>
    [StringLength(1000, ErrorMessage = TextHint)]
    public string? LoginDelayed { get; init; }

    /// <summary>The key that tries again. <value>At most 32 characters.</value></summary>
    [StringLength(32, ErrorMessage = KeyHint)]
    public string? Retry { get; init; }

    /// <summary>The key that leaves the page. <value>At most 32 characters.</value></summary>
    [StringLength(32, ErrorMessage = KeyHint)]
    public string? Exit { get; init; }
}

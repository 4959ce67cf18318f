namespace PhoneServicesProxy.Health;

/// <summary>Keys in a cluster's <c>Metadata</c> that describe a good answer to its probes. A reload applies changes.</summary>
public static class HealthMetadataKeys
{
    /// <summary>The prefix of all these keys.</summary>
    public const string Prefix = "Health.";

    /// <summary>Status codes of a good answer, as a list of codes and ranges such as <c>200-299,401</c>. <value><c>200</c> by default.</value></summary>
    public const string Status = Prefix + "Status";

    /// <summary>
    /// The content of a good answer: <c>PhoneXml</c> for a complete page that a phone can show, <c>Any</c> for any content.
    /// <value><c>Any</c> by default.</value>
    /// </summary>
    public const string Expect = Prefix + "Expect";

    /// <summary>Root elements of a good page, separated by commas, such as <c>CiscoIPPhoneMenu,CiscoIPPhoneText</c>. <value>None by default.</value></summary>
    public const string Root = Prefix + "Root";

    /// <summary>A regular expression that a good page matches. <value>None by default.</value></summary>
    public const string MustMatch = Prefix + "MustMatch";

    /// <summary>A regular expression that a good page does not match. <value>None by default.</value></summary>
    public const string MustNotMatch = Prefix + "MustNotMatch";

    /// <summary>Overrides <see cref="HealthOptions.Fall"/>.</summary>
    public const string Fall = Prefix + "Fall";

    /// <summary>Overrides <see cref="HealthOptions.Rise"/>.</summary>
    public const string Rise = Prefix + "Rise";

    /// <summary>Overrides <see cref="HealthOptions.FastInterval"/>.</summary>
    public const string FastInterval = Prefix + "FastInterval";
}

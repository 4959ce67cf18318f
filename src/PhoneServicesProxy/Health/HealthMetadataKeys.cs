namespace PhoneServicesProxy.Health;

/// <summary>Keys in a cluster's <c>Metadata</c> that say what a good answer to its probes is.</summary>
public static class HealthMetadataKeys
{
    /// <summary>What all keys of this feature begin with.</summary>
    public const string Prefix = "Health.";

    /// <summary>Status codes of a good answer: a list of codes and ranges such as <c>200-299,401</c>. Default <c>200</c>.</summary>
    public const string Status = Prefix + "Status";

    /// <summary><c>PhoneXml</c>: the answer is a whole page that a phone can show. <c>Any</c>, the default: any content.</summary>
    public const string Expect = Prefix + "Expect";

    /// <summary>Root elements of a good page, separated by commas, such as <c>CiscoIPPhoneMenu,CiscoIPPhoneText</c>.</summary>
    public const string Root = Prefix + "Root";

    /// <summary>Regular expression that a good page matches.</summary>
    public const string MustMatch = Prefix + "MustMatch";

    /// <summary>Regular expression that a good page does not match.</summary>
    public const string MustNotMatch = Prefix + "MustNotMatch";

    /// <summary>Overrides <see cref="HealthOptions.Fall"/>.</summary>
    public const string Fall = Prefix + "Fall";

    /// <summary>Overrides <see cref="HealthOptions.Rise"/>.</summary>
    public const string Rise = Prefix + "Rise";

    /// <summary>Overrides <see cref="HealthOptions.FastInterval"/>.</summary>
    public const string FastInterval = Prefix + "FastInterval";
}

namespace PhoneServicesProxy.Configuration;

/// <summary>Keys that several rooms read.</summary>
internal static class SettingKeys
{
    /// <summary>The section that holds every setting of ours.</summary>
    public const string PhoneServices = "PhoneServices";

    /// <summary>Where phones come in.</summary>
    public const string Urls = "Urls";

    /// <summary>Where the management endpoint listens.</summary>
    public const string ManagementUrl = $"{PhoneServices}:Management:Url";
}

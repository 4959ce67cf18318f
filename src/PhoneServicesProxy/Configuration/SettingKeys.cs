namespace PhoneServicesProxy.Configuration;

/// <summary>Keys that several features read.</summary>
internal static class SettingKeys
{
    /// <summary>The section that holds all of the gateway's own settings.</summary>
    public const string PhoneServices = "PhoneServices";

    /// <summary>The addresses that phones connect to.</summary>
    public const string Urls = "Urls";

    /// <summary>The address of the management endpoint.</summary>
    public const string ManagementUrl = $"{PhoneServices}:Management:Url";
}

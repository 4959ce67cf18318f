using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Configuration;

/// <summary>The settings that are read once, at the start. All others take effect on a reload.</summary>
internal static class RestartSettings
{
    private const string Ours = PhoneServicesOptions.Section;
    private const string NotShown = "(not shown)";

    /// <summary>What OpenTelemetry reads: variables of the environment, but a file may have them, too.</summary>
    private const string Telemetry = "OTEL_";

    /// <summary>Keys, and whether their values may be shown: an address may hold a password.</summary>
    private static readonly Dictionary<string, bool> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Urls"] = true,
        [Of(nameof(PhoneServicesOptions.Management), nameof(ManagementOptions.Url))] = true,
        [Of(nameof(PhoneServicesOptions.Management), nameof(ManagementOptions.ClientCaFile))] = true,
        [Of(nameof(PhoneServicesOptions.Management), nameof(ManagementOptions.StateFile))] = true,
        [Of(nameof(PhoneServicesOptions.Limits), nameof(LimitsOptions.RequestHeadersTimeout))] = true,
        [Of(nameof(PhoneServicesOptions.Limits), nameof(LimitsOptions.KeepAliveTimeout))] = true,
        [Of(nameof(PhoneServicesOptions.Limits), nameof(LimitsOptions.MinDataRate))] = true,
        [Of(nameof(PhoneServicesOptions.Limits), nameof(LimitsOptions.DataRateGracePeriod))] = true,
        [Of(nameof(PhoneServicesOptions.Limits), nameof(LimitsOptions.MaxRequestLineSize))] = true,
        [Of(nameof(PhoneServicesOptions.Limits), nameof(LimitsOptions.MaxRequestHeadersTotalSize))] = true,
        [Of(nameof(PhoneServicesOptions.Limits), nameof(LimitsOptions.MaxRequestBodySize))] = true,
        [Of(nameof(PhoneServicesOptions.LastGoodPage), nameof(LastGoodPageOptions.MaxPages))] = true,
        [Of(nameof(PhoneServicesOptions.LastGoodPage), nameof(LastGoodPageOptions.MaxBytes))] = true,
        [Of(nameof(PhoneServicesOptions.LastGoodPage), nameof(LastGoodPageOptions.Redis))] = false,
    };

    public static bool Contains(string key) => Keys.ContainsKey(key) || key.StartsWith(Telemetry, StringComparison.OrdinalIgnoreCase);

    /// <summary>Keys that wait for a restart, and their new values as they may be shown; null for one that is gone.</summary>
    public static IEnumerable<(string Key, string? Value)> Changed(IConfiguration before, IConfiguration next)
    {
        var telemetry = before.GetChildren().Concat(next.GetChildren())
            .Select(child => child.Key)
            .Where(key => key.StartsWith(Telemetry, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
        return Keys.Keys.Concat(telemetry).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(key => before[key] != next[key])
            .Select(key => (key, next[key] is { } value && !Keys.GetValueOrDefault(key) ? NotShown : next[key]));
    }

    private static string Of(string section, string key) => $"{Ours}:{section}:{key}";
}

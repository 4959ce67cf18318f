using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Health;

/// <summary>Checks that the time for which a node stays out can grow.</summary>
internal static class PassiveHealthValidator
{
    private const string Passive = $"{PhoneServicesOptions.Section}:{nameof(PhoneServicesOptions.Health)}:{nameof(HealthOptions.Passive)}";

    public static void Validate(PhoneServicesOptions options, ConfigurationSources sources, ICollection<ConfigurationError> errors)
    {
        var passive = options.Health.Passive;
        if (passive.HoldTime > passive.MaxHoldTime)
        {
            errors.Add(SettingConflict.Of(
                sources, ($"{Passive}:{nameof(passive.HoldTime)}", TimeText.InFile(passive.HoldTime)), ($"{Passive}:{nameof(passive.MaxHoldTime)}", TimeText.InFile(passive.MaxHoldTime)),
                "Write a shorter HoldTime or a longer MaxHoldTime."));
        }
    }
}

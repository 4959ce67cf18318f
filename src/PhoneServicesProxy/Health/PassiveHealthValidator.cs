using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Health;

/// <summary>Checks that the hold time of a node can grow.</summary>
internal static class PassiveHealthValidator
{
    private const string Passive = $"{HealthOptions.Section}:{nameof(HealthOptions.Passive)}";

    public static void Validate(PassiveHealthOptions passive, ErrorList errors)
    {
        if (passive.HoldTime > passive.MaxHoldTime)
        {
            errors.AddConflict(($"{Passive}:{nameof(passive.HoldTime)}", TimeText.InFile(passive.HoldTime)), ($"{Passive}:{nameof(passive.MaxHoldTime)}", TimeText.InFile(passive.MaxHoldTime)),
                "Write a shorter HoldTime or a longer MaxHoldTime.");
        }
    }
}

using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Wording;

/// <summary>The name of a phone: SEP and the twelve digits of its MAC address.</summary>
internal static partial class DeviceName
{
    /// <summary>Says what to write instead of an invalid name.</summary>
    public const string Remedy = "Write SEP and the twelve digits of its MAC address, such as SEP001122334455.";

    /// <summary>Returns the name as CallManager writes it; null if the text is not a phone's name.</summary>
    public static string? Of(string text) => Phone().IsMatch(text) ? text.ToUpperInvariant() : null;

    [GeneratedRegex(@"\ASEP[0-9A-F]{12}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>A duration as users type it: <c>15m</c>, <c>90s</c>, <c>2h</c>, <c>1h30m</c>.</summary>
internal static partial class WatchTime
{
    /// <returns>Null if the text is not a duration.</returns>
    public static TimeSpan? Parse(string text)
    {
        var match = Time().Match(text);
        return match.Success && text.Length > 0 ? TimeSpan.FromSeconds((Part("h") * 3600) + (Part("m") * 60) + Part("s")) : null;

        int Part(string unit) => match.Groups[unit] is { Success: true } part ? int.Parse(part.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\A((?<h>[0-9]{1,5})h)?((?<m>[0-9]{1,5})m)?((?<s>[0-9]{1,5})s)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}

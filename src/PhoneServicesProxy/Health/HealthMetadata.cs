using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Health;

/// <summary>A cluster's <c>Health.*</c> metadata. Two are equal if nothing that matters to a probe differs.</summary>
internal sealed record HealthMetadata
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>The root elements that phones know (CiscoIPPhone.xsd).</summary>
    private static readonly string[] PhoneRoots =
    [
        "CiscoIPPhoneMenu", "CiscoIPPhoneText", "CiscoIPPhoneInput", "CiscoIPPhoneDirectory", "CiscoIPPhoneIconMenu", "CiscoIPPhoneIconFileMenu",
        "CiscoIPPhoneGraphicMenu", "CiscoIPPhoneGraphicFileMenu", "CiscoIPPhoneImage", "CiscoIPPhoneImageFile", "CiscoIPPhoneStatus", "CiscoIPPhoneStatusFile",
        "CiscoIPPhoneExecute", "CiscoIPPhoneResponse", "CiscoIPPhoneError",
    ];

    public string Status { get; private init; } = "200";
    public bool PhoneXml { get; private init; }
    public string? Root { get; private init; }
    public string? MustMatch { get; private init; }
    public string? MustNotMatch { get; private init; }
    public int? Fall { get; private init; }
    public int? Rise { get; private init; }
    public TimeSpan? FastInterval { get; private init; }

    /// <summary>Reads valid metadata. Reports the rest with key, value and remedy.</summary>
    public static HealthMetadata Read(IReadOnlyDictionary<string, string>? metadata, Action<string>? error = null)
    {
        var result = new HealthMetadata();
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
        {
            if (!key.StartsWith(HealthMetadataKeys.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (result.With(key, value, out var remedy) is { } next)
            {
                result = next;
            }
            else
            {
                error?.Invoke($"metadata '{key}' is '{value}': {remedy}");
            }
        }

        return result;
    }

    /// <summary>Each pattern is compiled once, although clusters share it and each reload reads it again: that takes a millisecond and 0.7 MB.</summary>
    public static Regex ToRegex(string pattern) => Patterns.GetOrAdd(
        pattern, static text => new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100)));

    private HealthMetadata? With(string key, string value, out string remedy)
    {
        // YARP's configuration keys ignore case, so these do too.
        if (Is(key, HealthMetadataKeys.Status))
        {
            remedy = "write status codes and ranges from 100 to 599, such as 200-299,401";
            return StatusRanges.TryParse(value) is null ? null : this with { Status = value };
        }

        if (Is(key, HealthMetadataKeys.Expect))
        {
            remedy = "write PhoneXml or Any";
            return Is(value, "PhoneXml") ? this with { PhoneXml = true }
                : Is(value, "Any") ? this with { PhoneXml = false }
                : null;
        }

        if (Is(key, HealthMetadataKeys.Root))
        {
            var unknown = Roots(value).FirstOrDefault(root => !PhoneRoots.Contains(root));
            remedy = unknown is null ? "" : $"write root elements separated by commas, such as CiscoIPPhoneMenu,CiscoIPPhoneText; no phone knows \"{unknown}\". {KeySuggestion.For(unknown, PhoneRoots)}";
            return unknown is null ? this with { Root = value } : null;
        }

        return WithPattern(key, value, out remedy);
    }

    public static string[] Roots(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    private HealthMetadata? WithPattern(string key, string value, out string remedy)
    {
        if (Is(key, HealthMetadataKeys.MustMatch))
        {
            remedy = BadPattern(value);
            return remedy.Length > 0 ? null : this with { MustMatch = value };
        }

        if (Is(key, HealthMetadataKeys.MustNotMatch))
        {
            remedy = BadPattern(value);
            return remedy.Length > 0 ? null : this with { MustNotMatch = value };
        }

        return WithNumber(key, value, out remedy);
    }

    private HealthMetadata? WithNumber(string key, string value, out string remedy)
    {
        if (Is(key, HealthMetadataKeys.FastInterval))
        {
            remedy = "write a time from 00:00:00.010 to 00:01:00, such as 00:00:00.250";
            return TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time)
                && time >= TimeSpan.FromMilliseconds(10) && time <= TimeSpan.FromMinutes(1)
                ? this with { FastInterval = time }
                : null;
        }

        var isCount = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= 100;
        remedy = "write a number from 1 to 100";
        if (Is(key, HealthMetadataKeys.Fall))
        {
            return isCount ? this with { Fall = count } : null;
        }

        if (Is(key, HealthMetadataKeys.Rise))
        {
            return isCount ? this with { Rise = count } : null;
        }

        remedy = "this key is unknown; write Health.Status, Expect, Root, MustMatch, MustNotMatch, Fall, Rise or FastInterval";
        return null;
    }

    private static string BadPattern(string pattern)
    {
        try
        {
            ToRegex(pattern);
            return string.Empty;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"write a regular expression without look-around and back references{WhereWrong(e)}";
        }
    }

    private static string WhereWrong(Exception error) => error is not RegexParseException { Error: var fault, Offset: var offset } ? ""
        : fault switch
        {
            RegexParseError.UnterminatedBracket => "; in this one, a [ is never closed",
            RegexParseError.InsufficientClosingParentheses => "; in this one, a ( is never closed",
            RegexParseError.InsufficientOpeningParentheses => "; in this one, a ) closes nothing. Write \\( and \\) for the characters themselves",
            RegexParseError.QuantifierAfterNothing or RegexParseError.NestedQuantifiersNotParenthesized => "; in this one, a *, + or ? has nothing before it to repeat. Write \\*, \\+ or \\? for the character itself",
            RegexParseError.UnescapedEndingBackslash => "; this one ends in a backslash. Write two for a backslash itself",
            _ => string.Create(CultureInfo.InvariantCulture, $"; this one is not valid at character {offset}"),
        };

    private static bool Is(string value, string expected) => value.Equals(expected, StringComparison.OrdinalIgnoreCase);
}

using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>Checks the sets of page numbers. Keys must be numbers, and an alarm must be able to say what to change.</summary>
internal static class PageNumbersValidator
{
    public static void Validate(IReadOnlyDictionary<string, Dictionary<string, PageNumberOptions>> sets, ErrorList errors)
    {
        foreach (var (set, numbers) in sets)
        {
            foreach (var (number, entry) in numbers)
            {
                ValidateEntry($"{PageNumberOptions.Section}:{set}:{number}", number, entry, errors);
            }
        }
    }

    /// <summary>Accepts a number only in the form that pages show. "026" would be a second entry for 26.</summary>
    private static bool IsPageNumber(string key) =>
        key.Length is >= 1 and <= 3 && key.All(char.IsAsciiDigit) && (key.Length == 1 || key[0] != '0');

    private static void ValidateEntry(
        string key, string number, PageNumberOptions entry, ErrorList errors)
    {
        if (!IsPageNumber(number))
        {
            errors.Add(key, "is not a page number. Write a number from 0 to 999 without leading zeros, such as \"26\".");
        }

        var raisesAlarms = entry.Class == PageNumberClass.Setup || !string.IsNullOrEmpty(entry.SetupWithout);
        if (raisesAlarms && string.IsNullOrEmpty(entry.Parameter))
        {
            errors.Add($"{key}:{nameof(PageNumberOptions.Parameter)}",
                "is missing. Write the CallManager parameter or setting to change, such as \"service parameter Trusted List of IPs\".");
        }
    }
}

using System.Globalization;

namespace PhoneServicesProxy.Wording;

/// <summary>Writes a number with its noun: 1 error, 2 errors.</summary>
internal static class Plural
{
    public static string Of(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
}

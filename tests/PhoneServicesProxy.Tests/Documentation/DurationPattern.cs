using System.Globalization;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>Regular expressions for durations in a range. A schema can compare numbers, but a duration is a text.</summary>
internal static class DurationPattern
{
    private const string Days = @"(\d+\.)?";
    private const string Hours = @"([01]?\d|2[0-3])";
    private const string Sixty = @"[0-5]?\d";
    private const string Fraction = @"(\.\d{1,7})?";
    private const string Seconds = $"(:{Sixty}{Fraction})?";

    /// <returns>Expressions that a duration matches all of. Each one alone would need to look ahead, which not every validator can do.</returns>
    public static IEnumerable<string> Of(TimeSpan least, TimeSpan most)
    {
        yield return $"^{Days}{Hours}:{Sixty}{Seconds}$";
        if (least > TimeSpan.Zero)
        {
            yield return Any(AtLeast(least));
        }

        if (most < TimeSpan.MaxValue)
        {
            yield return Any(AtMost(most));
        }
    }

    private static string Any(IEnumerable<string> alternatives) => $"^({string.Join('|', alternatives)})$";

    /// <summary>First what is more by its days, then by its hours with the same days, and so on.</summary>
    private static IEnumerable<string> AtLeast(TimeSpan least)
    {
        if (least.Days > 0)
        {
            throw new NotSupportedException("A least duration of a day or more.");
        }

        const string noDays = @"(0+\.)?";
        yield return $@"0*[1-9]\d*\.{Hours}:{Sixty}{Seconds}";
        if (least.Hours < 23)
        {
            yield return $"{noDays}{Between(least.Hours + 1, 23)}:{Sixty}{Seconds}";
        }

        var hour = noDays + Between(least.Hours, least.Hours);
        if (least.Minutes < 59)
        {
            yield return $"{hour}:{Between(least.Minutes + 1, 59)}{Seconds}";
        }

        var minute = $"{hour}:{Between(least.Minutes, least.Minutes)}";
        if (least.Seconds < 59)
        {
            yield return $"{minute}:{Between(least.Seconds + 1, 59)}{Fraction}";
        }

        var second = $"{minute}:{Between(least.Seconds, least.Seconds)}";
        var fraction = FractionOf(least);
        if (fraction.Length == 0)
        {
            yield return least.Seconds == 0 ? $"{minute}(:0?0{Fraction})?" : second + Fraction;
            yield break;
        }

        for (var i = 0; i < fraction.Length; i++)
        {
            if (fraction[i] < '9')
            {
                yield return $@"{second}\.{fraction[..i]}[{(char)(fraction[i] + 1)}-9]\d*";
            }
        }

        yield return $@"{second}\.{fraction}\d*";
    }

    private static IEnumerable<string> AtMost(TimeSpan most)
    {
        if (most.Days > 0)
        {
            yield return $@"(0*{Between(0, most.Days - 1)}\.)?{Hours}:{Sixty}{Seconds}";
        }

        var day = most.Days == 0 ? @"(0+\.)?" : $@"0*{most.Days.ToString(CultureInfo.InvariantCulture)}\.";
        if (most.Hours > 0)
        {
            yield return $"{day}{Between(0, most.Hours - 1)}:{Sixty}{Seconds}";
        }

        var hour = day + Between(most.Hours, most.Hours);
        if (most.Minutes > 0)
        {
            yield return $"{hour}:{Between(0, most.Minutes - 1)}{Seconds}";
        }

        var minute = $"{hour}:{Between(most.Minutes, most.Minutes)}";
        if (most.Seconds > 0)
        {
            yield return $"{minute}(:{Between(0, most.Seconds - 1)}{Fraction})?";
        }

        var second = $"{minute}:{Between(most.Seconds, most.Seconds)}";
        var fraction = FractionOf(most);
        if (fraction.Length == 0)
        {
            yield return most.Seconds == 0 ? $@"{minute}(:0?0(\.0+)?)?" : $@"{second}(\.0+)?";
            yield break;
        }

        yield return second;
        for (var i = 0; i < fraction.Length; i++)
        {
            if (i > 0)
            {
                yield return $@"{second}\.{fraction[..i]}";
            }

            if (fraction[i] > '0')
            {
                yield return $@"{second}\.{fraction[..i]}[0-{(char)(fraction[i] - 1)}]\d*";
            }
        }

        yield return $@"{second}\.{fraction}0*";
    }

    private static string FractionOf(TimeSpan time) => (time.Ticks % TimeSpan.TicksPerSecond).ToString("d7", CultureInfo.InvariantCulture).TrimEnd('0');

    /// <summary>A number of one or two digits.</summary>
    private static string Between(int from, int to)
    {
        var tens = Enumerable.Range(from / 10, (to / 10) - (from / 10) + 1).Select(ten =>
        {
            var (first, last) = (Math.Max(from, ten * 10) % 10, Math.Min(to, (ten * 10) + 9) % 10);
            return $"{(ten == 0 ? "0?" : ten.ToString(CultureInfo.InvariantCulture))}{(first == last ? first.ToString(CultureInfo.InvariantCulture) : $"[{first}-{last}]")}";
        }).ToArray();
        return tens.Length == 1 ? tens[0] : $"({string.Join('|', tens)})";
    }
}

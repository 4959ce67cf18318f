using System.Globalization;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>The expressions take what a comparison of the durations takes.</summary>
public sealed class DurationPatternTests
{
    private static readonly string[] Durations =
    [
        .. from days in new[] { "", "0.", "1.", "9.", "10.", "29.", "30.", "31.", "100." }
           from hours in new[] { "0", "00", "1", "09", "12", "23" }
           from minutes in new[] { "00", "1", "30", "59" }
           from seconds in new[] { "", ":0", ":00", ":01", ":1", ":2", ":29", ":30", ":31", ":59" }
           from fraction in new[] { "", ".0", ".01", ".009", ".0100000", ".0100001", ".05", ".0499999", ".3", ".5", ".999", ".9999999" }
           where seconds.Length > 0 || fraction.Length == 0
           select days + hours + ":" + minutes + seconds + fraction,
    ];

    [Theory]
    [InlineData("00:00:00", "00:00:30")]
    [InlineData("00:00:00.0000001", "01:00:00")]
    [InlineData("00:00:00.010", "00:00:30")]
    [InlineData("00:00:00.050", "00:01:30")]
    [InlineData("00:00:00.001", "00:00:00.300")]
    [InlineData("00:00:01.050", "00:00:30.999")]
    [InlineData("00:01:00", "30.00:00:00")]
    [InlineData("00:00:01", "1.00:00:00")]
    [InlineData("01:30:29.5", "12:30:30")]
    public void Of_Range_TakesWhatIsInIt(string least, string most)
    {
        var (from, to) = (Time(least), Time(most));
        var patterns = DurationPattern.Of(from, to).ToArray();

        var wrong = Durations.Where(text => (Time(text) >= from && Time(text) <= to) != patterns.All(pattern => Regex.IsMatch(text, pattern, RegexOptions.ECMAScript)));

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("24:00:00")]
    [InlineData("00:60:00")]
    [InlineData("00:00:60")]
    [InlineData("5s")]
    [InlineData("")]
    [InlineData("00:00:00.12345678")]
    [InlineData("-00:00:01")]
    public void Of_NoDuration_IsRefused(string text) =>
        Assert.Contains(DurationPattern.Of(TimeSpan.Zero, TimeSpan.MaxValue), pattern => !Regex.IsMatch(text, pattern, RegexOptions.ECMAScript));

    private static TimeSpan Time(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}

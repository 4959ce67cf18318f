using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.Tests.Management.Reports;

public sealed class WordsTests
{
    [Theory]
    [InlineData(-1, "0 s")]
    [InlineData(0.25, "0.3 s")]
    [InlineData(12.7, "12 s")]
    [InlineData(119, "119 s")]
    [InlineData(121, "2 min")]
    [InlineData(3600 + (20 * 60), "1 h 20 min")]
    [InlineData((4 * 86400) + 7200, "4 d 2 h")]
    public void Of_Time_IsShort(double seconds, string expected) => Assert.Equal(expected, Words.Of(TimeSpan.FromSeconds(seconds)));
}

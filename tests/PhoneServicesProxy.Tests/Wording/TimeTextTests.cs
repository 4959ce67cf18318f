using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Tests.Wording;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("00:00:00.0340000", "0 s")]
    [InlineData("00:00:00.3000000", "0.3 s")]
    [InlineData("00:00:12.6687874", "12 s")]
    [InlineData("00:05:10", "5 min")]
    [InlineData("03:20:10", "3 h 20 min")]
    [InlineData("4.02:00:00", "4 d 2 h")]
    public void Of_Times_ReadsAsOneSaysIt(string time, string expected) => Assert.Equal(expected, TimeText.Of(TimeSpan.Parse(time)));

    [Theory]
    [InlineData("00:00:00.2000000", "00:00:00.2")]
    [InlineData("00:00:10", "00:00:10")]
    [InlineData("00:00:00", "00:00:00")]
    [InlineData("1.00:00:00", "1.00:00:00")]
    public void InFile_Times_ReadsAsItIsWritten(string time, string expected) => Assert.Equal(expected, TimeText.InFile(TimeSpan.Parse(time)));
}

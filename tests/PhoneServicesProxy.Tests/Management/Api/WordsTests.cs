using PhoneServicesProxy.Management.Api;

using static PhoneServicesProxy.Tests.Management.Reports.Reported;

namespace PhoneServicesProxy.Tests.Management.Api;

public sealed class WordsTests
{
    /// <summary>Phones get their pages there: 0 would be a false alarm.</summary>
    [Fact]
    public void UpOf_NodeThatNobodyProbes_IsNotCountedAsDown()
    {
        Assert.Equal("not probed", ReportText.UpOf([NotProbed("menu"), NotProbed("idle")]));
        Assert.Equal("1 of 3, 1 standby, 1 not probed", ReportText.UpOf([Up("menu"), Standby("assistant"), NotProbed("idle")]));
        Assert.Equal("1 of 2", ReportText.UpOf([Up("menu"), Down("idle")]));
        Assert.Equal("0 of 0", ReportText.UpOf([]));
    }

    [Theory]
    [InlineData(-1, "0 s")]
    [InlineData(0.25, "0.3 s")]
    [InlineData(12.7, "12 s")]
    [InlineData(119, "119 s")]
    [InlineData(121, "2 min")]
    [InlineData(3600 + (20 * 60), "1 h 20 min")]
    [InlineData((4 * 86400) + 7200, "4 d 2 h")]
    public void Of_Time_IsShort(double seconds, string expected) => Assert.Equal(expected, ReportText.Of(TimeSpan.FromSeconds(seconds)));
}

using PhoneServicesProxy.Commands.Nodes;

namespace PhoneServicesProxy.Tests.Commands.Nodes;

public sealed class WatchTimeTests
{
    [Theory]
    [InlineData("15m", 900)]
    [InlineData("90s", 90)]
    [InlineData("2H", 7200)]
    [InlineData("1h30m5s", 5405)]
    [InlineData("", null)]
    [InlineData("15", null)]
    [InlineData("-1m", null)]
    [InlineData("15 m", null)]
    [InlineData("999999h", null)]
    [InlineData("m", null)]
    public void Parse_Text_IsATimeOrNone(string text, int? seconds) => Assert.Equal(seconds, WatchTime.Parse(text)?.TotalSeconds is { } total ? (int)total : null);
}

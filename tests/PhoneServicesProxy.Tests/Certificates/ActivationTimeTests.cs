using PhoneServicesProxy.Certificates;

namespace PhoneServicesProxy.Tests.Certificates;

public sealed class ActivationTimeTests
{
    private static readonly DateTimeOffset Seen = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "2026-12-01 00:00:00Z")]
    [InlineData("", "2026-12-01 00:00:00Z")]
    [InlineData("00:00:00", "2026-12-01 00:00:00Z")]
    [InlineData("7.00:00:00", "2026-12-08 00:00:00Z")]
    [InlineData("36:00", null)]
    [InlineData("12:30", "2026-12-01 12:30:00Z")]
    [InlineData("366.00:00:00", "2027-12-02 00:00:00Z")]
    [InlineData("2026-12-06T03:00:00+01:00", "2026-12-06 02:00:00Z")]
    [InlineData("2026-12-06T03:00Z", "2026-12-06 03:00:00Z")]
    [InlineData("2026-12-06 03:00:00Z", "2026-12-06 03:00:00Z")]
    [InlineData("2026-12-06T03:00:00", null)]
    [InlineData("2026-12-06", null)]
    [InlineData("2026-13-06T03:00:00Z", null)]
    [InlineData("06.12.2026 03:00", null)]
    [InlineData("7", null)]
    [InlineData("-1.00:00:00", null)]
    [InlineData("367.00:00:00", null)]
    [InlineData("soon", null)]
    public void Parse_Text_GivesItsMoment(string? text, string? expected) =>
        Assert.Equal(expected, ActivationTime.Parse(text) is { } time ? $"{time.Of(Seen).ToUniversalTime():u}" : null);
}

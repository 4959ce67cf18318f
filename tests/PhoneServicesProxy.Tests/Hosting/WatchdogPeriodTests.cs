using System.Globalization;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Tests.Hosting;

public sealed class WatchdogPeriodTests
{
    private static readonly string Own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("ten")]
    public void Of_NoTime_IsNone(string? microseconds) => Assert.Null(Of(microseconds, Own));

    [Fact]
    public void Of_TimeOfAnotherProcess_IsNone() => Assert.Null(Of("10000000", "1"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_Time_IsInMicroseconds(bool named) =>
        Assert.Equal(TimeSpan.FromSeconds(10), Of("10000000", named ? Own : null)?.Value);

    private static WatchdogPeriod? Of(string? microseconds, string? process) =>
        WatchdogPeriod.Of(name => name switch { "WATCHDOG_USEC" => microseconds, "WATCHDOG_PID" => process, _ => null });
}

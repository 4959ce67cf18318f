using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.SystemTests.Fleet;

public sealed class FleetReportTests
{
    [Fact]
    public void Percentile_NoPresses_IsZero() => Assert.Equal(TimeSpan.Zero, new FleetReport([]).Worst);

    [Fact]
    public void Percentile_HundredPresses_IsNearestRank()
    {
        var report = new FleetReport([.. Enumerable.Range(1, 100).Select(wait => CreatePress(wait, PressOutcome.Good))]);

        Assert.Equal([50, 99, 100],
            new[] { report.Median, report.P99, report.Worst }.Select(wait => wait.TotalMilliseconds));
    }

    [Fact]
    public void Between_Window_CountsByDueTime()
    {
        var report = new FleetReport([.. Enumerable.Range(1, 10).Select(second => CreatePress(second, PressOutcome.Reset))]);

        var window = report.Between(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));

        Assert.Equal([3, 4], window.Presses.Select(press => press.Number));
        Assert.Equal(2, window.Reasons["Reset"]);
    }

    private static Press CreatePress(int number, PressOutcome outcome) => new(
        number, "SEP", TimeSpan.FromSeconds(number), TimeSpan.Zero, TimeSpan.FromMilliseconds(number), outcome, 200);
}

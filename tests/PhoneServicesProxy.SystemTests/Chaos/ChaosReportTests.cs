using PhoneServicesProxy.TestKit.Chaos;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Chaos;

public sealed class ChaosReportTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(100);

    [Theory]
    [InlineData(5, 1, null)]
    [InlineData(9, 2, "hang")]
    [InlineData(12, 1, "hang")]
    [InlineData(19, 15, "hang")]
    [InlineData(25, 1, "hang")]
    [InlineData(29, 2, "reset")]
    [InlineData(45, 1, "reset")]
    public void Kind_Press_IsTheFirstFaultMetElseTheLastBefore(double due, double wait, string? kind)
    {
        var report = CreateReport(CreatePress(due, wait));

        Assert.Equal(kind, Assert.Single(report.Presses).Kind);
    }

    [Fact]
    public void ToString_PressThatMetTwoFaults_NamesBoth()
    {
        var report = CreateReport(CreatePress(19, 15));

        Assert.Contains("hang on subscriber1 from 10.0 s to 20.0 s, then reset on subscriber2", $"{report.Presses[0]}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 50, true)]
    [InlineData(109, 69, true)]
    [InlineData(111, 50, false)]
    [InlineData(100, 71, false)]
    public void IsFlat_EndAgainstSecondTenth_AllowsForTheFaultOfTheMoment(int bytes, int sockets, bool flat)
    {
        var samples = Enumerable.Range(0, 50).Select(number => new ChaosSample(
            TimeSpan.FromSeconds(2 * number), number > 44 ? new ProcessGauges(bytes, 300, sockets) : new ProcessGauges(100, 300, 50)));

        Assert.Equal(flat, new ChaosReport([], [], [.. samples]).IsFlat(Duration, tenth: 2));
    }

    private static ChaosReport CreateReport(params Press[] presses) => new(
        [(ChaosPage.All[0], new FleetReport(presses))],
        [
            new PlayedFault("hang", "subscriber1", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)),
            new PlayedFault("reset", "subscriber2", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40)),
        ],
        []);

    private static Press CreatePress(double due, double wait) => new(
        0, "SEP", TimeSpan.FromSeconds(due), TimeSpan.Zero, TimeSpan.FromSeconds(wait), PressOutcome.Good, 200);
}

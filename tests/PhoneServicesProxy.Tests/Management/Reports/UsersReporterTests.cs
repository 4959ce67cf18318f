using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.Tests.Management.Reports;

public sealed class UsersReporterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PressHistory _history;
    private readonly UsersReporter _sut;

    public UsersReporterTests() => _sut = new(_history = new(_time));

    [Theory]
    [InlineData("", false, "Nobody pressed a key in the last minute.")]
    [InlineData("Ok", false, "Users lost nothing: 1 press in the last minute got a page.")]
    [InlineData("Ok FailedOver FailedOver Hedged", false, "Users lost nothing: 4 presses in the last minute got a page, 2 of them by failover and 1 by hedging.")]
    [InlineData("Ok Abandoned", false, "Users lost nothing: 1 press in the last minute got a page; 1 phone went away before.")]
    [InlineData("Ok ErrorPage StalePage StalePage", true, "USERS NOTICE: of 4 presses in the last minute 1 got an error page and 2 an old page.")]
    [InlineData("Refused", false, "Nobody pressed a key in the last minute.")]
    [InlineData("Ok Busy", true, "USERS NOTICE: of 2 presses in the last minute 0 got an error page and 0 an old page; 1 was told that the gateway is busy.")]
    [InlineData("ErrorPage Busy Busy", true, "USERS NOTICE: of 3 presses in the last minute 1 got an error page and 0 an old page; 2 were told that the gateway is busy.")]
    [InlineData("NotLetIn NotLetIn", true, "USERS NOTICE: of 2 presses in the last minute 0 got an error page and 0 an old page; 2 came from outside Security:AllowedNetworks.")]
    public void Report_Outcomes_SayWhetherUsersNotice(string outcomes, bool losing, string text)
    {
        foreach (var outcome in outcomes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _history.Add("menu", Enum.Parse<PressOutcome>(outcome));
        }

        var report = _sut.Report();
        Assert.Equal((losing, text), (report.Losing, report.Text));
    }

    [Fact]
    public void Report_MinuteLater_ForgetsIt()
    {
        _history.Add("menu", PressOutcome.ErrorPage);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(_sut.Report().Losing);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_sut.Report().Losing);
    }
}

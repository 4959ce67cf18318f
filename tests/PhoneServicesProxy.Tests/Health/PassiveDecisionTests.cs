using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

public class PassiveDecisionTests
{
    private readonly PassiveHealthOptions _options = new();

    [Theory]
    [InlineData(0, 0.5, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 0.5, 1)]
    [InlineData(2, 0.1, 1)]
    [InlineData(3, 0.5, 1)]
    [InlineData(4, 0.5, 2)]
    public void AllowedOut_Nodes_NeverTakesTheLast(int nodes, double maxShare, int expected) =>
        Assert.Equal(expected, PassiveDecision.AllowedOut(nodes, maxShare));

    [Theory]
    [InlineData(2, 2, 0, false)]
    [InlineData(3, 1, 0, false)]
    [InlineData(3, 2, 0, true)]
    [InlineData(3, 3, 27, true)]
    [InlineData(3, 3, 28, false)]
    public void IsTooMany_Failures_ByCountPhonesAndShare(int failures, int phones, long successes, bool expected) =>
        Assert.Equal(expected, PassiveDecision.IsTooMany(failures, phones, successes, _options));

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(16, 59, 30)]
    [InlineData(30, 1, 30)]
    [InlineData(30, 60, 30)]
    [InlineData(30, 61, 1)]
    public void HoldTime_Repetition_DoublesUntilForgotten(int last, int quiet, int expected) => Assert.Equal(
        TimeSpan.FromSeconds(expected),
        PassiveDecision.HoldTime(TimeSpan.FromSeconds(last), TimeSpan.FromSeconds(quiet), _options));
}

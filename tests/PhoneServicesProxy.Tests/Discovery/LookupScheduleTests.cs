using PhoneServicesProxy.Discovery;

namespace PhoneServicesProxy.Tests.Discovery;

public sealed class LookupScheduleTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(60, 60)]
    [InlineData(86400, 300)]
    public void AfterSuccess_TimeToLive_IsKeptWithinBounds(int timeToLive, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), LookupSchedule.AfterSuccess(TimeSpan.FromSeconds(timeToLive), new()));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(int.MaxValue, 30)]
    public void AfterFailure_Doubles_UpToHalfAMinute(int failures, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), LookupSchedule.AfterFailure(failures, new()));
}

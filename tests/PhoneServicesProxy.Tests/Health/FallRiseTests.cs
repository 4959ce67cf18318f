using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public class FallRiseTests
{
    [Theory]
    [InlineData("b", 2, 2, DestinationHealth.Unknown)]
    [InlineData("bb", 2, 2, DestinationHealth.Unhealthy)]
    [InlineData("b", 1, 2, DestinationHealth.Unhealthy)]
    [InlineData("gb", 2, 2, DestinationHealth.Healthy)]
    [InlineData("gbgb", 2, 2, DestinationHealth.Healthy)]
    [InlineData("gbb", 2, 2, DestinationHealth.Unhealthy)]
    [InlineData("gbbb", 4, 2, DestinationHealth.Healthy)]
    [InlineData("bbg", 2, 2, DestinationHealth.Unhealthy)]
    [InlineData("bbgbg", 2, 2, DestinationHealth.Unhealthy)]
    [InlineData("bbgg", 2, 2, DestinationHealth.Healthy)]
    [InlineData("bbggb", 2, 2, DestinationHealth.Healthy)]
    [InlineData("bbgg", 2, 3, DestinationHealth.Unhealthy)]
    [InlineData("bbg", 2, 1, DestinationHealth.Healthy)]
    [InlineData("g", 2, 2, DestinationHealth.Healthy)]
    [InlineData("bg", 2, 2, DestinationHealth.Healthy)]
    [InlineData("ggb", 2, 2, DestinationHealth.Healthy)]
    [InlineData("bbbg", 2, 2, DestinationHealth.Unhealthy)]
    public void After_Results_GivesHealth(string results, int fall, int rise, DestinationHealth expected)
    {
        var verdict = results.Aggregate(
            default(FallRise), (verdict, result) => verdict.After(result == 'g', fall, rise));

        Assert.Equal(expected, verdict.Health);
    }
}

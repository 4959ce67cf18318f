using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

public sealed class ProbeSettingsTests
{
    private static readonly ActiveHealthCheckMonitorOptions Defaults = new() { DefaultInterval = TimeSpan.FromSeconds(7), DefaultTimeout = TimeSpan.FromSeconds(3) };

    [Fact]
    public void From_TimesOfTheService_ComeBeforeTheDefaults()
    {
        var settings = From(new() { Enabled = true, Interval = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromSeconds(1) })!;

        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)), (settings.Interval, settings.Timeout));
    }

    [Fact]
    public void From_NoTimes_AreTheDefaults()
    {
        var settings = From(new() { Enabled = true })!;

        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(3)), (settings.Interval, settings.Timeout));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void From_ProbesAreOff_IsNull(bool? enabled) => Assert.Null(From(new() { Enabled = enabled }));

    [Fact]
    public void Pace_MetadataOfTheService_ComesBeforeTheOptions()
    {
        var (own, other) = (From(new() { Enabled = true }, ("Health.Fall", "5"), ("Health.FastInterval", "00:00:00.100"))!, From(new() { Enabled = true })!);

        Assert.Equal((5, TimeSpan.FromMilliseconds(100)), Of(ProbePace.From(own, new HealthOptions())));
        Assert.Equal((2, TimeSpan.FromMilliseconds(250)), Of(ProbePace.From(other, new HealthOptions())));
    }

    private static (int Fall, TimeSpan Fast) Of(ProbePace pace) => (pace.Fall, pace.FastInterval);

    private static ProbeSettings? From(ActiveHealthCheckConfig active, params (string Key, string Value)[] metadata) => ProbeSettings.From(
        new() { HealthCheck = new() { Active = active }, Metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value) }, new(), Defaults);
}

using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class SecurityOptionsTests
{
    [Fact]
    public void SecurityOptions_NothingConfigured_PressesAndFailedLoginsAreLimited()
    {
        var options = new SecurityOptions();

        Assert.True(options.RateLimit.Enabled);
        Assert.True(options.FailedLogins.Enabled);
    }
}

using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class LimitsConfigurationTests
{
    [Theory]
    [InlineData("Limits:MaxConcurrentConnections=0", "Write a number from 1 to 1000000.")]
    [InlineData("Limits:MaxConnectionsPerClient=60000", "but MaxConcurrentConnections is \"50000\". One client cannot have more than all together")]
    [InlineData("Limits:RequestHeadersTimeout=00:00:00", "from 1 s to 1 h")]
    [InlineData("Limits:KeepAliveTimeout=120", "Write a duration as hours:minutes:seconds")]
    [InlineData("Limits:DataRateGracePeriod=00:00:01", "from 2 s to 1 h")]
    [InlineData("Limits:MinDataRate=-1", "0 is no limit")]
    [InlineData("Limits:MaxRequestLineSize=20000", "but MaxRequestHeadersTotalSize is \"16384\". Write a smaller MaxRequestLineSize")]
    [InlineData("Limits:MaxRequestBodySize=100", "from 1024 to 16777216")]
    [InlineData("LoadShedding:TargetDelay=00:00:02", "from 1 ms to 1 s")]
    [InlineData("LoadShedding:TargetDelay=00:00:01", "is \"00:00:01\", but Interval is \"00:00:01\". Write a shorter TargetDelay")]
    [InlineData("LoadShedding:Interval=00:00:00.001", "from 20 ms to 10 s")]
    [InlineData("LoadShedding:MaxConcurrentRequests=-1", "0 is no limit")]
    public async Task LoadAsync_WrongLimit_NamesKeyAndRemedy(string setting, string remedy)
    {
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped(
            [], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1:8080/", $"--PhoneServices:{setting}"]));

        var error = Assert.Single((await loader.LoadAsync()).Errors).ToString();

        Assert.Contains($"PhoneServices:{setting.Split('=')[0]}", error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
    }
}

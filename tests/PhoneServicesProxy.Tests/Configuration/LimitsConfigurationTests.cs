using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class LimitsConfigurationTests
{
    public static TheoryData<string> WrongLimits =>
    [
        "Limits:MaxConcurrentConnections=0",
        "Limits:MaxConnectionsPerClient=60000",
        "Limits:RequestHeadersTimeout=00:00:00",
        "Limits:KeepAliveTimeout=120",
        "Limits:DataRateGracePeriod=00:00:01",
        "Limits:MinDataRate=-1",
        "Limits:MaxRequestLineSize=20000",
        "Limits:MaxRequestBodySize=100",
        "LoadShedding:TargetDelay=00:00:02",
        "LoadShedding:TargetDelay=00:00:01",
        "LoadShedding:Interval=00:00:00.001",
        "LoadShedding:MaxConcurrentRequests=-1",
    ];

    [Theory]
    [MemberData(nameof(WrongLimits))]
    public async Task LoadAsync_WrongLimit_NamesKey(string setting) =>
        Assert.Equal($"PhoneServices:{setting.Split('=')[0]}", Assert.Single(await ErrorsAsync(setting)).Key);

    [Fact]
    public Task LoadAsync_WrongLimit_SaysWhatToWrite() => Approved.IsSaidAsync("Limits", WrongLimits.Select(row => (row.Data, ErrorsAsync(row.Data))));

    private static async Task<IReadOnlyList<ConfigurationError>> ErrorsAsync(string setting) => (await GatewaySite.Loader(ConfigurationLayers.Shipped(
        [], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1:8080/", $"--PhoneServices:{setting}"])).LoadAsync()).Errors;
}

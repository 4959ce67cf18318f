using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>An error names the setting that the site has written, because the site does not know the other.</summary>
public sealed class RouteChangeTests
{
    private const string Replay = "PhoneServices:FailoverPolicies:Read:Replay";
    private const string OfRoute = "ReverseProxy:Routes:menu:Metadata:FailoverPolicy";

    [Theory]
    [InlineData("", OfRoute, "Read")]
    [InlineData(OfRoute, OfRoute, "Read")]
    [InlineData(Replay, Replay, "OnlyIfNotSent")]
    [InlineData($"{Replay} {OfRoute}", OfRoute, "Read")]
    public void CauseOf_SettingsOfTheSite_IsTheOneItHasWritten(string written, string key, string value)
    {
        var shipped = new Dictionary<string, string?> { [Replay] = "Always", [OfRoute] = "Read" };
        var site = written.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(name => name, string? (_) => "x");
        var root = new ConfigurationBuilder().AddInMemoryCollection(shipped).AddInMemoryCollection(site).Build();

        Assert.Equal((key, value), RouteChange.CauseOf("ReverseProxy:Routes:menu", "Read", new(), new ConfigurationSources(root)));
    }
}

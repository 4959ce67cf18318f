using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class ClientNetworksTests
{
    [Theory]
    [InlineData("10.255.0.1", true)]
    [InlineData("11.0.0.1", false)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.7.1", true)]
    [InlineData("192.169.0.1", false)]
    [InlineData("127.0.0.5", true)]
    [InlineData("169.254.1.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("::1", true)]
    [InlineData("::2", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:10.1.1.1", true)]
    public void Allow_NothingConfigured_PrivateAddressesAndThisMachine(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, Create(new()).Allow(From(address)));

    [Theory]
    [InlineData("10.20.0.1", true)]
    [InlineData("10.21.0.1", false)]
    [InlineData("127.0.0.1", false)]
    public void Allow_NetworksConfigured_TheyAndNoOthers(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, Create(new() { AllowedNetworks = ["10.20.0.0/16"] }).Allow(From(address)));

    [Fact]
    public void Allow_SocketOfTheMachine_HasNoAddressAndMay() =>
        Assert.True(Create(new() { AllowedNetworks = ["10.20.0.0/16"] }).Allow(new DefaultHttpContext()));

    [Theory]
    [InlineData("10.1.1.1", "10.20.0.1", true, "10.20.0.1")]
    [InlineData("10.1.1.1", "8.8.8.8", false, "8.8.8.8")]
    [InlineData("10.1.1.1", "8.8.8.8, 10.20.0.1", true, "10.20.0.1")] // what a phone writes itself comes first
    [InlineData("10.1.1.1", "10.20.0.1, 10.1.1.2", true, "10.20.0.1")] // through both proxies
    [InlineData("10.1.1.3", "10.20.0.1", false, "10.1.1.3")] // not a proxy that is known
    [InlineData("127.0.0.1", "10.20.0.1", false, "127.0.0.1")] // ASP.NET Core would believe it by default
    [InlineData("::1", "10.20.0.1", false, "::1")]
    public void Allow_ForwardedFor_IsBelievedOfKnownProxiesAlone(string connection, string forwarded, bool isAllowed, string address)
    {
        var context = From(connection);
        context.Request.Headers["X-Forwarded-For"] = forwarded;

        Assert.Equal(isAllowed, Create(new() { AllowedNetworks = ["10.20.0.0/16"], KnownProxies = ["10.1.1.1", "10.1.1.2/32"] }).Allow(context));
        Assert.Equal(address, $"{context.Connection.RemoteIpAddress}");
    }

    [Fact]
    public void Allow_NoProxyIsKnown_ForwardedForIsNotBelieved()
    {
        var context = From("8.8.8.8");
        context.Request.Headers["X-Forwarded-For"] = "10.20.0.1";

        Assert.False(Create(new()).Allow(context));
    }

    [Fact]
    public void Allow_AfterAReload_TheNewNetworks()
    {
        var current = Secured.By(new() { AllowedNetworks = ["10.20.0.0/16"] });
        var networks = new ClientNetworks(current, NullLoggerFactory.Instance);
        Assert.True(networks.Allow(From("10.20.0.1")));

        Assert.Null(current.Accept(Secured.Configuration(new() { AllowedNetworks = ["10.21.0.0/16"] })));

        Assert.False(networks.Allow(From("10.20.0.1")));
        Assert.True(networks.Allow(From("10.21.0.1")));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("10.1.1.1", false)]
    [InlineData(null, true)]
    public void IsExempt_NothingConfigured_ThisMachineAlone(string? address, bool isExempt) =>
        Assert.Equal(isExempt, Create(new()).IsExempt(address is null ? null : IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.1.1", true)]
    [InlineData("127.0.0.1", false)]
    public void IsExempt_NetworksConfigured_TheyAndNoOthers(string address, bool isExempt) =>
        Assert.Equal(isExempt, Create(new() { RateLimit = new() { ExemptNetworks = ["10.1.1.0/24"] } }).IsExempt(IPAddress.Parse(address)));

    private static ClientNetworks Create(SecurityOptions options) => new(Secured.By(options), NullLoggerFactory.Instance);

    private static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}

using System.Net;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Tests.Hosting;

public sealed class ClientPrefixTests
{
    [Theory]
    [InlineData("10.1.1.1", "::ffff:10.1.1.1")]
    [InlineData("2001:db8:20::1", "2001:db8:20:0:ffff:ffff:ffff:ffff")]
    [InlineData("fd00:1:2:3::1", "fd00:1:2:3:21b:54ff:fe01:2")]
    [InlineData("fe80::1%2", "fe80::1%2")]
    public void Of_TheSameClient_IsEqual(string one, string other)
    {
        var (first, second) = (ClientPrefix.Of(IPAddress.Parse(one)), ClientPrefix.Of(IPAddress.Parse(other)));

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Theory]
    [InlineData("10.1.1.1", "10.1.1.2")]
    [InlineData("::ffff:10.1.1.1", "::ffff:10.1.1.2")]
    [InlineData("10.1.1.1", "::10.1.1.1")]
    [InlineData("2001:db8:20::1", "2001:db8:20:1::1")]
    [InlineData("fe80::1%2", "fe80::2%2")]
    [InlineData("fe80::1%2", "fe80::1%3")]
    public void Of_AnotherClient_Differs(string one, string other) =>
        Assert.NotEqual(ClientPrefix.Of(IPAddress.Parse(one)), ClientPrefix.Of(IPAddress.Parse(other)));
}

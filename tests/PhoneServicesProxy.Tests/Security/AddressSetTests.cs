using System.Net;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class AddressSetTests
{
    [Theory]
    [InlineData("10.20.0.0/16", "10.20.0.0/16")]
    [InlineData("10.1.1.1", "10.1.1.1/32")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("2001:db8:20::/48", "2001:db8:20::/48")]
    public void Parse_NetworkOrAddress_IsANetwork(string text, string network) => Assert.Equal(IPNetwork.Parse(network), AddressSet.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("phones")]
    [InlineData("10.1.1.1/33")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(AddressSet.Parse(text));

    [Theory]
    [InlineData("10.1.1.1", true)]
    [InlineData("10.1.1.2", false)]
    [InlineData("10.20.255.255", true)]
    [InlineData("10.21.0.0", false)]
    [InlineData("::ffff:10.20.0.1", true)]
    [InlineData("2001:db8:20::1", true)]
    [InlineData("2001:db8:21::1", false)]
    public void Contains_AddressOfOneOfSeveralNetworks_IsTrue(string address, bool isIn) =>
        Assert.Equal(isIn, new AddressSet(["10.1.1.1", "10.20.0.0/16", "2001:db8:20::/48"]).Contains(IPAddress.Parse(address)));

    /// <summary>A socket for both families writes an IPv4 phone's address as one of IPv6.</summary>
    [Fact]
    public void Contains_AddressOfTheOtherFamily_IsFalse()
    {
        Assert.False(new AddressSet(["::/0"]).Contains(IPAddress.Parse("::ffff:10.1.1.1")));
        Assert.False(new AddressSet(["0.0.0.0/0"]).Contains(IPAddress.Parse("2001:db8::1")));
    }

    [Fact]
    public void IsEmpty_NoNetworks_HoldsNobody()
    {
        Assert.True(new AddressSet([]).IsEmpty);
        Assert.False(new AddressSet([]).Contains(IPAddress.Loopback));
        Assert.False(new AddressSet(["::/0"]).IsEmpty);
    }
}

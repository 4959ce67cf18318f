using System.Net;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PhoneIdTests
{
    [Theory]
    [InlineData("10.1.1.1", "?name=SEP1", "10.1.1.1", "?device=sep1&x=y", true)]
    [InlineData("10.1.1.1", "?name=SEP1", "::ffff:10.1.1.1", "?name=SEP1", true)]
    [InlineData("10.1.1.1", "", "10.1.1.1", "?x=y", true)]
    [InlineData("2001:db8::1", "", "2001:db8::2", "", true)]
    [InlineData("10.1.1.1", "?name=SEP1", "10.1.1.1", "?name=SEP2", false)]
    [InlineData("10.1.1.1", "?name=SEP1", "10.1.1.2", "?name=SEP1", false)]
    [InlineData("::ffff:10.1.1.1", "", "::ffff:10.1.1.2", "", false)]
    [InlineData("2001:db8::1", "", "2001:db8:0:1::1", "", false)]
    public void Of_AddressAndName_TellPhonesApart(string address, string query, string otherAddress, string otherQuery, bool same) =>
        Assert.Equal(same, Of(address, query) == Of(otherAddress, otherQuery));

    private static ulong Of(string address, string query)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.QueryString = new(query);
        return PhoneId.Of(context);
    }
}

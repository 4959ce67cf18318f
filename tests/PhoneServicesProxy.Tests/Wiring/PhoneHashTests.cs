using System.Net;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Tests.Wiring;

public sealed class PhoneHashTests
{
    [Theory]
    [InlineData("?name=SEP001122AABBCC", "?locale=x&NAME=sep001122aabbcc", true)]
    [InlineData("?device=SEP001122AABBCC&userid=a", "?name=SEP001122AABBCC", true)]
    [InlineData("?name=SEP001122AABBCC", "?name=SEP001122AABBCD", false)]
    [InlineData("?name=undefined", "?name=null", true)]
    [InlineData("?l=SEP001122AABBCC", "", true)]
    [InlineData("?name=SEP001122AABBCG", "", true)]
    public void Of_TwoRequestsFromOneAddress_AreOnePhoneOrTwo(string one, string other, bool same) =>
        Assert.Equal(same, Of(one, "10.1.1.1") == Of(other, "10.1.1.1"));

    [Fact]
    public void Of_Address_CountsWhereThereIsNoNameAlone()
    {
        Assert.Equal(Of("?name=SEP001122AABBCC", "10.1.1.1"), Of("?name=SEP001122AABBCC", "10.1.1.2"));
        Assert.NotEqual(Of("", "10.1.1.1"), Of("", "10.1.1.2"));
        Assert.Equal(Of("", "10.1.1.1"), Of("", "::ffff:10.1.1.1"));
        Assert.NotEqual(Of("", "10.1.1.1"), Of("", "10.1.1.1", salt: 8));
    }

    private static ulong Of(string query, string address, long salt = 7)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new(query);
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return PhoneHash.Of(context, salt);
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.LoadBalancing;

namespace PhoneServicesProxy.Tests.LoadBalancing;

public sealed class DeviceKeyTests
{
    [Theory]
    [InlineData("?l=a&device=SEP1", "SEP1")]
    [InlineData("?Name=SEP1&x=2", "SEP1")]
    [InlineData("?l=a", "10.2.0.1")]
    [InlineData("?device=", "10.2.0.1")]
    [InlineData("?DeviceName=SEP1", "SEP1")]
    [InlineData("?name=SEP1&device=SEP2", "SEP2")]
    [InlineData("?device=&name=SEP1", "SEP1")]
    public void Of_NameOrAddress_WhateverItsSessionsAndTheGatewaysSocket(string query, string key)
    {
        foreach (var address in new[] { "10.2.0.1", "::ffff:10.2.0.1" })
        {
            var context = new DefaultHttpContext();
            context.Request.QueryString = new(query);
            context.Request.Headers.Cookie = "JSESSIONID=660646D3655BB007";
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);

            Assert.Equal(key, DeviceKey.Of(context));
        }
    }

    [Theory]
    [InlineData("/fippa/SEP001122334455", "SEP001122334455")]
    [InlineData("/fippa/sep00112233445f/next;jsessionid=1", "SEP00112233445F")]
    [InlineData("/fippa/SEP0011223344556", null)]
    [InlineData("/SEPARATE/x", null)]
    public void Name_PartOfThePath_IsThePhonesNameIfItIsOne(string path, string? name)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;
        Assert.Equal(name, DeviceKey.Name(request));

        request.QueryString = new("?device=SEP2");
        Assert.Equal("SEP2", DeviceKey.Name(request));
    }

    [Fact]
    public void Of_AddressUnknown_Empty() => Assert.Equal("", DeviceKey.Of(new DefaultHttpContext()));
}

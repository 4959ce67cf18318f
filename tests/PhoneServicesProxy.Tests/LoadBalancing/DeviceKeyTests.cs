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

    [Fact]
    public void Of_AddressUnknown_Empty() => Assert.Equal("", DeviceKey.Of(new DefaultHttpContext()));
}

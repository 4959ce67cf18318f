using PhoneServicesProxy.Fallback.LastGood;
using StackExchange.Redis;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class RedisSettingsTests
{
    [Fact]
    public void Parse_OptionsOfTheSite_WinOverDefaults()
    {
        var settings = RedisSettings.Parse("redis1:6379,redis2:6380,password=x,connectTimeout=3000,abortConnect=true")!;

        Assert.Equal(2, settings.EndPoints.Count);
        Assert.Equal("x", settings.Password);
        Assert.Equal(3000, settings.ConnectTimeout);
        Assert.Equal(1000, settings.AsyncTimeout);
    }

    [Fact]
    public void Parse_Any_NeitherStopsTheGatewayNorQueuesUp()
    {
        var settings = RedisSettings.Parse("10.1.1.9:6379,abortConnect=true")!;

        Assert.False(settings.AbortOnConnectFail);
        Assert.Equal(BacklogPolicy.FailFast, settings.BacklogPolicy);
    }

    [Theory]
    [InlineData("password=x")]
    [InlineData("redis1:6379,pasword=x")]
    [InlineData("redis1:6379,connectTimeout=soon")]
    [InlineData("redis://redis1:6379")]
    [InlineData("redis 1")]
    public void Parse_NoConnectionString_IsNull(string text) => Assert.Null(RedisSettings.Parse(text));
}

using PhoneServicesProxy.AnswerHeaders;

namespace PhoneServicesProxy.Tests.AnswerHeaders;

public sealed class PassedHeadersTests
{
    [Theory]
    [InlineData("set-cookie", true)]
    [InlineData("X-CiscoIPPhoneAnything", true)]
    [InlineData("X-Site", true)]
    [InlineData("x-site", true)]
    [InlineData("Server", false)]
    [InlineData("X-Other", false)]
    [InlineData("connection", false)]
    [InlineData("Transfer-Encoding", false)]
    [InlineData("Keep-Alive", false)]
    [InlineData("Upgrade", false)]
    public void Contains_WithListOfTheSite_AddsThatButNoHeaderOfTheConnection(string name, bool passes)
    {
        var options = new AnswerHeadersOptions { AlsoPass = "X-Site, Connection, Transfer-Encoding, Keep-Alive, Upgrade" };

        Assert.Equal(passes, PassedHeaders.Contains(name, options));
    }
}

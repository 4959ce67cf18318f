using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Tests.Fallback.ErrorPages;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData("?userid=1")]
    [InlineData("?name=SEP1&UserID=1")]
    [InlineData("?seq=")]
    [InlineData("?newseq=1")]
    [InlineData("?PIN=1")]
    [InlineData("?Password=x")]
    [InlineData("?passwd=x")]
    [InlineData("?pwd=x")]
    [InlineData("?p%49n=1")]
    [InlineData("?a=b&access_token=x")]
    [InlineData("?secret=x")]
    [InlineData("?oauth=x")]
    [InlineData("?credential=x")]
    public void IsIn_QueryWithCredential_IsTrue(string query) => Assert.True(Credentials.IsIn(query));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("?name=SEP001122334455&locale=English_United_States")]
    [InlineData("?device=pin")]
    [InlineData("?l=last&f=first&n=1&start=32")]
    [InlineData("?device=SEP1&EMCC=true&loginType=UID")]
    public void IsIn_QueryOfPhone_IsFalse(string? query) => Assert.False(Credentials.IsIn(query));

    [Fact]
    public void IsIn_Authorization_IsTrue()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = "Basic eA==";

        Assert.True(Credentials.IsIn(request));
    }
}

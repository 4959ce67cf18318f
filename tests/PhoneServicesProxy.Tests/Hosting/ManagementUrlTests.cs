using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Tests.Hosting;

public sealed class ManagementUrlTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9901", true, "http://127.0.0.1:9901/")]
    [InlineData("http://localhost:9901/", true, "http://localhost:9901/")]
    [InlineData("https://[::1]:9901", true, "https://[::1]:9901/")]
    [InlineData("http://127.1.2.3:9901", true, "http://127.1.2.3:9901/")]
    [InlineData("http://*:9901", false, "http://127.0.0.1:9901/")]
    [InlineData("http://+:9901", false, "http://127.0.0.1:9901/")]
    [InlineData("https://0.0.0.0:9901", false, "https://127.0.0.1:9901/")]
    [InlineData("https://[::]:9901", false, "https://[::1]:9901/")]
    [InlineData("https://gateway.example.com:9901", false, "https://gateway.example.com:9901/")]
    [InlineData("http://10.1.1.1:9901", false, "http://10.1.1.1:9901/")]
    public void Parse_Address_TellsWhoReachesItAndWhere(string text, bool ofThisMachine, string forThisMachine)
    {
        var url = ManagementUrl.Parse(text)!;

        Assert.Equal(ofThisMachine, ManagementUrl.IsOfThisMachine(url));
        Assert.Equal(forThisMachine, ManagementUrl.ForThisMachine(url).AbsoluteUri);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("9901")]
    [InlineData("127.0.0.1:9901")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:9901/api")]
    [InlineData("http://u:p@127.0.0.1:9901")]
    public void Parse_SomethingElse_IsNothing(string? text) => Assert.Null(ManagementUrl.Parse(text));
}

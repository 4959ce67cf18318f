using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Routing;

public sealed class ClustersValidatorTests
{
    [Theory]
    [InlineData("RequestHeaderEncoding", "utf-16")]
    [InlineData("ResponseHeaderEncoding", "utf-16")]
    [InlineData("ResponseHeaderEncoding", "utf-32")]
    [InlineData("RequestHeaderEncoding", "utf-7")]
    [InlineData("RequestHeaderEncoding", "nonsense")]
    public async Task LoadAsync_EncodingThatIsNoneOfHeaders_IsRefused(string key, string encoding) => WrongSite.AssertOne(
        await OfAsync(key, encoding), $"ReverseProxy:Clusters:services-menu:HttpClient:{key}", $"is \"{encoding}\". Write \"latin1\", \"utf-8\" or \"ascii\".");

    [Theory]
    [InlineData("latin1")]
    [InlineData("iso-8859-1")]
    [InlineData("UTF-8")]
    [InlineData("ascii")]
    [InlineData("us-ascii")]
    public async Task LoadAsync_EncodingOfHeaders_IsRight(string encoding) => Assert.Empty(await OfAsync("ResponseHeaderEncoding", encoding));

    private static Task<IReadOnlyList<string>> OfAsync(string key, string encoding) =>
        WrongSite.OfSectionAsync($"\"ReverseProxy:Clusters:services-menu:HttpClient:{key}\": \"{encoding}\"");
}

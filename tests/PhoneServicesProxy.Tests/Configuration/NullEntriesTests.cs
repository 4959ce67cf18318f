namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>What reads a list, or texts by name, expects no <c>null</c> in it.</summary>
public sealed class NullEntriesTests
{
    [Theory]
    [InlineData("\"PhoneServices:Nodes:publisher:Aliases\": [ \"ccm1\", null ]", "PhoneServices:Nodes:publisher:Aliases")]
    [InlineData("\"PhoneServices:Nodes:publisher:Aliases\": [ null ]", "PhoneServices:Nodes:publisher:Aliases")]
    [InlineData("\"PhoneServices:Nodes:publisher:TrustedFingerprints\": [ null ]", "PhoneServices:Nodes:publisher:TrustedFingerprints")]
    [InlineData("\"PhoneServices:Security:AllowedNetworks\": [ null, \"10.0.0.0/8\" ]", "PhoneServices:Security:AllowedNetworks")]
    [InlineData("\"PhoneServices:Security:KnownProxies\": [ null ]", "PhoneServices:Security:KnownProxies")]
    [InlineData("\"PhoneServices:Discovery:AddressName\": \"ccm.example.com\", \"PhoneServices:Discovery:NameServers\": [ null ]", "PhoneServices:Discovery:NameServers")]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Match:Hosts\": [ null ]", "ReverseProxy:Routes:services-menu-jsp:Match:Hosts")]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Match:Headers\": [ { \"Name\": \"a\", \"Values\": [ null ] } ]", "ReverseProxy:Routes:services-menu-jsp:Match:Headers:0:Values")]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Match:Methods\": [ null ]", "ReverseProxy:Routes:services-menu-jsp:Match:Methods")]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Match:QueryParameters\": [ { \"Name\": \"a\", \"Values\": [ null ] } ]", "ReverseProxy:Routes:services-menu-jsp:Match:QueryParameters:0:Values")]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Metadata:Expect\": null", "ReverseProxy:Routes:services-menu-jsp:Metadata:Expect")]
    [InlineData("\"ReverseProxy:Clusters:services-menu:Metadata:Health.Rise\": null", "ReverseProxy:Clusters:services-menu:Metadata:Health.Rise")]
    [InlineData("\"ReverseProxy:Clusters:services-menu:HttpClient:SslProtocols\": [ null ]", "ReverseProxy:Clusters:services-menu:HttpClient:SslProtocols")]
    public async Task LoadAsync_Null_NamesKeyAndRemedy(string entries, string key)
    {
        var errors = await WrongSite.OfSectionAsync(entries);

        var error = Assert.Single(errors, error => error.StartsWith($"site.json: {key}: ", StringComparison.Ordinal));
        Assert.Contains("null", error, StringComparison.Ordinal);
        Assert.Contains("Remove it, or write ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Match:Headers\": [ null ]", "ReverseProxy:Routes:services-menu-jsp:Match:Headers")]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Match:QueryParameters\": [ null ]", "ReverseProxy:Routes:services-menu-jsp:Match:QueryParameters")]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Transforms\": [ null ]", "ReverseProxy:Routes:services-menu-jsp:Transforms:0")]
    [InlineData("\"ReverseProxy:Routes:services-menu-jsp:Transforms\": [ { \"PathSet\": null } ]", "ReverseProxy:Routes:services-menu-jsp:Transforms:0:PathSet")]
    public async Task LoadAsync_NullAmongObjects_NamesKey(string entries, string key) => Assert.Contains(
        await WrongSite.OfSectionAsync(entries),
        error => error.StartsWith($"site.json: {key}: ", StringComparison.Ordinal) && error.Contains("Write", StringComparison.Ordinal));
}

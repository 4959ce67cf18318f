using Microsoft.Extensions.Configuration.Memory;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class SectionIndexTests
{
    private static readonly Dictionary<string, string?> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Urls"] = "http://*:80",
        ["PhoneServices:Nodes:publisher:Address"] = "http://10.1.1.1",
        ["PhoneServices:nodes:Subscriber:Address"] = "http://10.1.1.2",
        ["PhoneServices:Nodes"] = null,
        ["List:10"] = "ten",
        ["List:9"] = "nine",
        ["List:1:Inner"] = "one",
        ["PhoneServicesOther:Key"] = "",
        ["Colons::Twice"] = "x",
    };

    [Theory]
    [InlineData(null)]
    [InlineData("PhoneServices")]
    [InlineData("phoneservices:NODES")]
    [InlineData("PhoneServices:Nodes:publisher")]
    [InlineData("PhoneServices:Nodes:publisher:Address")]
    [InlineData("List")]
    [InlineData("List:1")]
    [InlineData("Colons")]
    [InlineData("Missing")]
    public void ChildKeys_OfASection_AreThoseOfTheFrameworksProvider(string? parent)
    {
        var framework = new MemoryConfigurationProvider(new() { InitialData = Values });

        var keys = new SectionIndex(Values.Keys).ChildKeys(["earlier", "2"], parent);

        Assert.Equal(
            framework.GetChildKeys(["earlier", "2"], parent).Distinct(StringComparer.OrdinalIgnoreCase),
            keys.Distinct(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }
}

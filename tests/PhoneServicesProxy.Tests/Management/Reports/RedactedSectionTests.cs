using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.Tests.Management.Reports;

public sealed class RedactedSectionTests
{
    [Fact]
    public void Of_Kestrel_ShowsKeysThatAreKnownAndNoOther()
    {
        var root = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Kestrel:Certificates:Default:Path"] = "/etc/gateway.pfx",
            ["Kestrel:Certificates:Default:Password"] = "1234",
            ["Kestrel:Endpoints:Https:Certificate:Password"] = "s3cr3t",
            ["Kestrel:Endpoints:Https:Url"] = "https://*:8443",
            ["Kestrel:Endpoints:Https:Passwrod"] = "s3cr3t",
            ["Kestrel:Limits:MaxConcurrentConnections"] = "1000",
        }).Build();

        var shown = RedactedSection.Of(root.GetSection("Kestrel")).ToJsonString();

        Assert.All(["s3cr3t", "1234"], secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
        Assert.All(["/etc/gateway.pfx", "https://*:8443", "1000", "Passwrod"], part => Assert.Contains(part, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_MissingSection_IsEmpty() =>
        Assert.Equal("{}", RedactedSection.Of(new ConfigurationBuilder().Build().GetSection("Kestrel")).ToJsonString());
}

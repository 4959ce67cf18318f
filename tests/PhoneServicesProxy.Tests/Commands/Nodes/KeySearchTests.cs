using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.Management;

namespace PhoneServicesProxy.Tests.Commands.Nodes;

public sealed class KeySearchTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-key").FullName;

    [Fact]
    public void Find_KeyOfAGatewayOnThisMachine_NamesItsFile()
    {
        var file = Path.Combine(_directory, "management.key");
        File.WriteAllText(file, "an-old-key-of-another-gateway-0123456789");

        var found = KeySearch.Find(null, new ManagementOptions { StateFile = Path.Combine(_directory, "state.json") }, new("http://127.0.0.1:9901"), new ConfigurationBuilder().Build());

        Assert.Equal(file, found.Place);
        Assert.NotNull(found.Value);
    }

    [Fact]
    public void Find_NoKey_HasNoPlace() => Assert.Null(
        KeySearch.Find(null, new ManagementOptions { StateFile = Path.Combine(_directory, "state.json") }, new("http://127.0.0.1:9901"), new ConfigurationBuilder().Build()).Place);

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}

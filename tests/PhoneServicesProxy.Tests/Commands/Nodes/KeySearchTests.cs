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

    [Fact]
    public void Find_NamedKeys_AreTheLastResortAndAnOperatorsComesFirst()
    {
        var (viewer, alice) = (Path.Combine(_directory, "a-viewer"), Path.Combine(_directory, "alice"));
        File.WriteAllText(viewer, "0123456789abcdef-of-the-viewer");
        File.WriteAllText(alice, "0123456789abcdef-of-alice");
        var options = new ManagementOptions
        {
            StateFile = Path.Combine(_directory, "state.json"),
            Keys = new() { ["a-viewer"] = new() { KeyFile = viewer }, ["alice"] = new() { Role = ManagementRole.Operator, KeyFile = alice } },
        };

        Assert.Equal((alice, true), Found());
        File.Delete(alice);
        Assert.Equal((viewer, true), Found());
        var made = Path.Combine(_directory, "management.key");
        File.WriteAllText(made, "the-key-that-the-gateway-made");
        Assert.Equal((made, false), Found());

        (string?, bool) Found() => KeySearch.Find(null, options, new("http://127.0.0.1:9901"), new ConfigurationBuilder().Build()) is var found ? (found.Place, found.ForReading) : default;
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}

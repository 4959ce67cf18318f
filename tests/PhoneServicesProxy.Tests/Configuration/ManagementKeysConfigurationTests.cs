using System.Runtime.Versioning;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>Mistakes in <c>PhoneServices:Management:Keys</c> and <c>AuditLog</c>, and what is no mistake. No message repeats a key.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ManagementKeysConfigurationTests : IDisposable
{
    private const string Management = "PhoneServices:Management";
    private const string Key = "0123456789abcdef-of-alice";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-keys").FullName;

    [Fact]
    public async Task LoadAsync_KeysWithRoles_AreRightAndOpenTheEndpointToOthers()
    {
        var loaded = await LoadAsync([.. Alice(File("alice", Key)), $"--{Management}:Keys:noc:KeyFile={File("noc", "another-key-of-the-tests")}", $"--{Management}:Url=http://*:9901"]);

        Assert.Empty(loaded.Errors);
    }

    [Theory]
    [InlineData("", "whose first line is empty")]
    [InlineData("\n0123456789abcdef", "whose first line is empty")]
    [InlineData("0123456789abcde", "whose first line has fewer than 16 characters")]
    [InlineData("0123456789 abcdef", "holds a blank or another character that cannot be sent")]
    [InlineData("0123456789abcdefü", "holds a blank or another character that cannot be sent")]
    public async Task LoadAsync_FileWithoutAKey_SaysWhyAndHowToMakeOne(string content, string fault)
    {
        var file = File("alice", content.Length == 0 ? "\n" : content);

        var message = await AssertErrorAsync("Keys:alice:KeyFile", fault, Alice(file));

        Assert.Contains($"openssl rand -hex 32 > {file}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/key", "which does not exist")]
    [InlineData("/etc", "which is a folder")]
    [InlineData("/dev/zero", "which is a device, not a file")]
    public async Task LoadAsync_FileThatIsNone_SaysSo(string file, string fault) => await AssertErrorAsync("Keys:alice:KeyFile", fault, Alice(file));

    [Fact]
    public async Task LoadAsync_FileThatIsEmpty_SaysSo() => await AssertErrorAsync("Keys:alice:KeyFile", "which is empty", Alice(File("alice", "")));

    [Fact]
    public async Task LoadAsync_NoFile_SaysWhatToWrite()
    {
        await AssertErrorAsync("Keys:alice:KeyFile", "is missing. Write the path of a file", $"--{Management}:Keys:alice:Role=Operator");
        await AssertErrorAsync("Keys:alice:KeyFile", "is empty. Write the path of a file", Alice(""));
    }

    [Fact]
    public async Task LoadAsync_UnknownRole_NamesThoseThatThereAre() =>
        await AssertErrorAsync("Keys:alice:Role", "is \"Admin\". Write one of Viewer, Operator.", $"--{Management}:Keys:alice:Role=Admin", $"--{Management}:Keys:alice:KeyFile={File("alice", Key)}");

    [Fact]
    public async Task LoadAsync_TwoNamesForOneKey_IsRefused()
    {
        var (alice, bob) = (File("alice", Key), File("bob", Key + "\nsecond line\n"));

        var message = await AssertErrorAsync("Keys:bob:KeyFile", "which holds the same key as alice", [.. Alice(alice), $"--{Management}:Keys:bob:KeyFile={bob}"]);
        await AssertErrorAsync("Keys:alice:KeyFile", "which holds the same key as ApiKey", [.. Alice(alice), $"--{Management}:ApiKeyFile={bob}"]);
        await AssertErrorAsync("Keys:alice:KeyFile", "which holds the same key as ApiKey", [.. Alice(alice), $"--{Management}:ApiKey={Key}"]);

        Assert.DoesNotContain(Key, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_KeyThatEverybodyCanRead_IsAnErrorOfTheCheckOnly()
    {
        var file = File("alice", Key);
        System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Empty((await LoadAsync(Alice(file))).Errors);
        var error = Assert.Single((await Loader(Alice(file)).LoadAsync(TimeProvider.System)).Errors);
        Assert.Contains($"which everybody on this machine can read. Write: chmod o-r {file}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice smith")]
    [InlineData("ApiKey")]
    [InlineData("management.key")]
    [InlineData("alice\n")]
    public async Task LoadAsync_NameThatCannotStandInTheAuditLog_IsRefused(string name) =>
        await AssertErrorAsync($"Keys:{name}", "has a name that cannot stand in the audit log", $"--{Management}:Keys:{name}:KeyFile={File("alice", Key)}");

    [Theory]
    [InlineData("/etc", "which is a folder")]
    [InlineData("/dev/full", "which is a device, not a file")]
    [InlineData("/etc/passwd/audit.jsonl", "but /etc/passwd is a file, not a folder")]
    public async Task LoadAsync_AuditLogThatCanBeNone_IsRefused(string file, string fault) =>
        await AssertErrorAsync("AuditLog:File", $"is \"{file}\", {fault}. Write the path of a file", $"--{Management}:AuditLog:File={file}");

    [Theory]
    [InlineData("MaxFileSize", "100", "Write a number of bytes from 4096")]
    [InlineData("MaxFiles", "1", "Write a number from 2 to 1000.")]
    public async Task LoadAsync_AuditLogWithoutBounds_IsRefused(string setting, string value, string remedy) =>
        await AssertErrorAsync($"AuditLog:{setting}", remedy, $"--{Management}:AuditLog:{setting}={value}");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string[] Alice(string file) => [$"--{Management}:Keys:alice:Role=Operator", $"--{Management}:Keys:alice:KeyFile={file}"];

    private static ConfigurationLoader Loader(params string[] settings) =>
        GatewaySite.Loader(ConfigurationLayers.Shipped([], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1:8080/", .. settings]));

    private static Task<LoadedConfiguration> LoadAsync(params string[] settings) => Loader(settings).LoadAsync();

    private static async Task<string> AssertErrorAsync(string key, string remedy, params string[] settings)
    {
        var error = Assert.Single((await LoadAsync(settings)).Errors);
        Assert.Equal($"{Management}:{key}", error.Key);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        return error.Message;
    }

    private string File(string name, string content)
    {
        var file = Path.Combine(_directory, name);
        System.IO.File.WriteAllText(file, content);
        System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Tests.Management;

public sealed class OverrideFileTests : IDisposable
{
    private static readonly NodeOverride Order = new(NodeState.Drain, DateTimeOffset.UnixEpoch, "new disk", "API key from ::1");

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-state").FullName;
    private readonly FakeLogger<OverrideFile> _log = new();

    private string File => Path.Combine(_directory, "made", "state.json");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "overrides": null }""")]
    [InlineData("""{ "overrides": { "publisher": { "state": "Asleep" } } }""")]
    [InlineData("""{ "overrides": { "publisher": {} } }""")]
    [InlineData("""{ "overrides": {}, "more": 1 }""")]
    [InlineData("""{ "overrides": { "a": null } }""")]
    public void Load_BrokenFile_IsReportedAndSetAside(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        Assert.Empty(CreateSut().Load());

        Assert.Equal(LogLevel.Error, _log.LatestRecord.Level);
        Assert.False(System.IO.File.Exists(File));
        var aside = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
        Assert.Equal(content, System.IO.File.ReadAllText(aside));
        Assert.Contains(aside, _log.LatestRecord.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoFile_IsEmptyAndNothingIsSaid()
    {
        Assert.Empty(CreateSut().Load());
        Assert.Equal(0, _log.Collector.Count);
    }

    [Fact]
    public void Load_DirectoryInItsPlace_IsReportedAndIsEmpty()
    {
        Directory.CreateDirectory(File);
        Assert.Empty(CreateSut().Load());

        Assert.False(CreateSut().Save(new Dictionary<string, NodeOverride> { ["publisher"] = Order }));
        Assert.Contains("StateFile", _log.LatestRecord.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_ThenLoad_IsTheSameAndOnlyTheOwnerMayRead()
    {
        Assert.True(CreateSut().Save(new Dictionary<string, NodeOverride> { ["publisher"] = Order }));
        Assert.True(CreateSut().Save(new Dictionary<string, NodeOverride> { ["Publisher"] = Order, ["b"] = Order with { Reason = null } }));

        var loaded = CreateSut().Load();
        Assert.Equal(Order, loaded["publisher"]);
        Assert.Null(loaded["B"].Reason);
        Assert.True(OperatingSystem.IsWindows() || System.IO.File.GetUnixFileMode(File) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public void Save_NoPlace_OnlyNothingSurvives()
    {
        var sut = new OverrideFile(new(null), new FakeTimeProvider(), _log);

        Assert.False(sut.Save(new Dictionary<string, NodeOverride> { ["publisher"] = Order }));
        Assert.True(sut.Save(new Dictionary<string, NodeOverride>()));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private OverrideFile CreateSut() => new(new(File), new FakeTimeProvider(), _log);
}

using System.Runtime.Versioning;
using PhoneServicesProxy.Management.OrderLog;

namespace PhoneServicesProxy.Tests.Management.OrderLog;

[UnsupportedOSPlatform("windows")]
public sealed class OrderLogFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-audit").FullName;

    private string Log => Path.Combine(_directory, "deep", "audit.jsonl");

    [Fact]
    public void Append_NoFile_MakesOneForTheGatewaysUserAlone()
    {
        Append("one");

        Assert.Equal("one\n", File.ReadAllText(Log));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }

    [Fact]
    public void Append_AfterARestart_GoesOn()
    {
        Append("one");
        OrderLogFile.Prepare(Log);
        Append("two");

        Assert.Equal("one\ntwo\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Append_HalfALineFromAKilledGateway_IsReplaced()
    {
        Append("one");
        File.AppendAllText(Log, "{\"half");

        Append("two");

        Assert.Equal("one\ntwo\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Append_MoreThanThereIsRoomFor_KeepsTheLastFiles()
    {
        foreach (var number in Enumerable.Range(1, 9))
        {
            OrderLogFile.Append(Log, $"line {number}", maxSize: 16, maxFiles: 3);
        }

        Assert.Equal(["audit.jsonl", "audit.jsonl.1", "audit.jsonl.2"], Directory.GetFiles(Path.GetDirectoryName(Log)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("line 9\n", File.ReadAllText(Log));
        Assert.Equal("line 7\nline 8\n", File.ReadAllText($"{Log}.1"));
        Assert.Equal("line 5\nline 6\n", File.ReadAllText($"{Log}.2"));
    }

    [Fact]
    public void Append_WhereAFolderIs_Throws()
    {
        Directory.CreateDirectory(Log);

        Assert.True(Record.Exception(() => Append("one")) is IOException or UnauthorizedAccessException);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void Append(string line) => OrderLogFile.Append(Log, line, maxSize: 4096, maxFiles: 2);
}

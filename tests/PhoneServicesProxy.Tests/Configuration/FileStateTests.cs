using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class FileStateTests : IDisposable
{
    private static readonly DateTime Written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly string _directory = Directory.CreateTempSubdirectory("file-state").FullName;

    [Fact]
    public void Of_FolderIsALinkThatIsSwapped_Differs()
    {
        Write("first");
        Write("other");
        var link = Path.Combine(_directory, "..data");
        var file = Path.Combine(link, "site.json");
        Directory.CreateSymbolicLink(link, Path.Combine(_directory, "first"));
        var before = FileState.Of([file]);

        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, Path.Combine(_directory, "other"));

        Assert.NotEqual(before, FileState.Of([file]));
    }

    [Fact]
    public void Of_NothingHappens_IsTheSame()
    {
        var file = Write("first");

        Assert.Equal(FileState.Of([file]), FileState.Of([file]));
    }

    [Fact]
    public void Of_NoFile_IsUnreadable() => Assert.Equal("unreadable", FileState.Of([Path.Combine(_directory, "absent")]));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Of one length and one time, whatever the folder.</summary>
    private string Write(string folder)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_directory, folder)).FullName, "site.json");
        File.WriteAllText(file, folder);
        File.SetLastWriteTimeUtc(file, Written);
        return file;
    }
}

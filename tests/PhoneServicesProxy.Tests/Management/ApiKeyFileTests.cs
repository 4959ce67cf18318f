using System.Runtime.Versioning;
using PhoneServicesProxy.Management;

namespace PhoneServicesProxy.Tests.Management;

[UnsupportedOSPlatform("windows")]
public sealed class ApiKeyFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, true)]
    public void IsForAll_Mode_IsToldByTheRightOfOthers(UnixFileMode mode, bool expected)
    {
        File.SetUnixFileMode(_file, mode);

        Assert.Equal(expected, ApiKeyFile.IsForAll(_file));
    }

    [Fact]
    public void IsForAll_NoFile_IsFalse() => Assert.False(ApiKeyFile.IsForAll(_file + "x"));

    public void Dispose() => File.Delete(_file);
}

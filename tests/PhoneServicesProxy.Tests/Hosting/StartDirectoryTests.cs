using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Tests.Hosting;

public sealed class StartDirectoryTests
{
    [Fact]
    public void LeaveIfGone_DirectoryIsThere_StaysInIt()
    {
        var before = Directory.GetCurrentDirectory();

        Assert.False(StartDirectory.LeaveIfGone());
        Assert.Equal(before, Directory.GetCurrentDirectory());
    }
}

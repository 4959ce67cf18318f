using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class FileChangesTests
{
    private readonly FileChanges _sut;
    private string _state = "first";

    public FileChangesTests()
    {
        _sut = new(() => _state);
        _sut.MarkRead();
    }

    [Fact]
    public void Check_NothingHasChanged_ReportsNothing()
    {
        Assert.False(_sut.Check());
        Assert.True(_sut.IsUnchanged);
    }

    [Fact]
    public void Check_FilesAreStillBeingWritten_WaitsUntilTheyStayTheSame()
    {
        _state = "half";
        Assert.False(_sut.Check());
        _state = "whole";
        Assert.False(_sut.Check());

        Assert.True(_sut.Check());
        Assert.False(_sut.IsUnchanged);
    }

    [Fact]
    public void Check_ChangeThatWasRead_IsReportedOnce()
    {
        _state = "second";
        _sut.Check();
        Assert.True(_sut.Check());

        _sut.MarkRead();

        Assert.False(_sut.Check());
    }

    [Fact]
    public void ReadIfChanged_GatewayLacksADescriptor_ReadsTheSameFilesAgain()
    {
        var reads = 0;
        _state = "second";
        _sut.Check();
        _sut.ReadIfChanged(() =>
        {
            reads++;
            throw new IOException("Too many open files", 24);
        });

        _sut.ReadIfChanged(() => reads++);
        _sut.ReadIfChanged(() => reads++);

        Assert.Equal(2, reads);
    }
}

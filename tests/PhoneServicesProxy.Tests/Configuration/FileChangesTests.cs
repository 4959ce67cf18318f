using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class FileChangesTests
{
    private readonly FileChanges _sut;
    private string _state = "first";

    public FileChangesTests()
    {
        _sut = new(() => _state);
        _sut.Reading();
    }

    [Fact]
    public void Look_NothingHasChanged_ReportsNothing()
    {
        Assert.False(_sut.Look());
        Assert.True(_sut.IsNone);
    }

    [Fact]
    public void Look_FilesAreStillBeingWritten_WaitsUntilTheyStayTheSame()
    {
        _state = "half";
        Assert.False(_sut.Look());
        _state = "whole";
        Assert.False(_sut.Look());

        Assert.True(_sut.Look());
        Assert.False(_sut.IsNone);
    }

    [Fact]
    public void Look_ChangeThatWasRead_IsReportedOnce()
    {
        _state = "second";
        _sut.Look();
        Assert.True(_sut.Look());

        _sut.Reading();

        Assert.False(_sut.Look());
    }

    [Fact]
    public void Look_AfterForget_ReportsTheSameFilesAgain()
    {
        _sut.Forget();

        Assert.True(_sut.Look());
    }
}

using PhoneServicesProxy.Commands;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class ImportIosSlbCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-import").FullName;

    private string Output => Path.Combine(_directory, "site.json");

    [Fact]
    public async Task RunAsync_GoodRouter_WritesAFileThatCheckFindsRight()
    {
        Assert.Equal(0, await ImportAsync("ios-slb.cfg"));

        Assert.Equal(0, await GatewayCommand.RunAsync(["check", "--config", Output]));
    }

    [Fact]
    public async Task RunAsync_WrongRouter_FailsAndWritesNothing()
    {
        Assert.Equal(ExitCode.Failure, await ImportAsync("errors.cfg"));

        Assert.False(File.Exists(Output));
    }

    [Fact]
    public async Task RunAsync_FileExists_IsOverwrittenOnlyByForce()
    {
        await File.WriteAllTextAsync(Output, new string(' ', 100_000), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Failure, await ImportAsync("ios-slb.cfg"));
        Assert.Equal(100_000, new FileInfo(Output).Length);
        Assert.Equal(0, await ImportAsync("ios-slb.cfg", "--force"));
        Assert.Equal(0, await GatewayCommand.RunAsync(["check", "--config", Output]));
    }

    [Fact]
    public async Task RunAsync_NoSuchFile_Fails() => Assert.Equal(ExitCode.Failure, await ImportAsync("none.cfg"));

    [Fact]
    public async Task RunAsync_NoFileNamed_IsMisuse() => Assert.Equal(ExitCode.Misuse, await GatewayCommand.RunAsync(["import-ios-slb"]));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<int> ImportAsync(string router, params string[] options) => GatewayCommand.RunAsync(
        ["import-ios-slb", Path.Combine(AppContext.BaseDirectory, "Import", "Routers", router), "--output", Output, .. options]);
}

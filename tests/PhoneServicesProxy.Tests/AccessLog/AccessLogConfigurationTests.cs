using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.AccessLog;

/// <summary>Mistakes in <c>PhoneServices:AccessLog</c>, and what is no mistake.</summary>
public sealed class AccessLogConfigurationTests
{
    private const string AccessLog = "PhoneServices:AccessLog";
    private const string NoStateFile = "--PhoneServices:Management:StateFile=";

    [Theory]
    [InlineData("/nowhere/yet")]
    [InlineData("/tmp")]
    [InlineData("logs")]
    public async Task LoadAsync_FolderThatCanBe_IsRight(string folder) => Assert.Empty(await ErrorsAsync($"--{AccessLog}:Enabled=true", $"--{AccessLog}:Directory={folder}"));

    [Fact]
    public async Task LoadAsync_SwitchedOff_NeedsNoFolder() => Assert.Empty(await ErrorsAsync(NoStateFile, $"--{AccessLog}:Directory=/etc/passwd"));

    [Fact]
    public async Task LoadAsync_NoFolderAndNoStateFile_SaysWhatToWrite() =>
        AssertError("Directory", "is missing, and without a state file", await ErrorsAsync(NoStateFile, $"--{AccessLog}:Enabled=true"));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/passwd/logs")]
    public async Task LoadAsync_FolderThatIsAFile_IsRefused(string folder) =>
        AssertError("Directory", $"is \"{folder}\", but /etc/passwd is a file", await ErrorsAsync($"--{AccessLog}:Enabled=true", $"--{AccessLog}:Directory={folder}"));

    [Theory]
    [InlineData("MaxFileSize", "0", "Write a number of bytes from 4096")]
    [InlineData("MaxFiles", "0", "Write a number from 2 to 1000.")]
    public async Task LoadAsync_WithoutBounds_IsRefused(string setting, string value, string remedy) =>
        AssertError(setting, remedy, await ErrorsAsync($"--{AccessLog}:{setting}={value}"));

    private static async Task<IReadOnlyList<ConfigurationError>> ErrorsAsync(params string[] settings) =>
        (await GatewaySite.Loader(ConfigurationLayers.Shipped([], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1:8080/", .. settings])).LoadAsync()).Errors;

    private static void AssertError(string setting, string remedy, IReadOnlyList<ConfigurationError> errors)
    {
        var error = Assert.Single(errors);
        Assert.Equal($"{AccessLog}:{setting}", error.Key);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }
}

using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>Mistakes in <c>PhoneServices:Management</c>, and what is no mistake.</summary>
public sealed class ManagementConfigurationTests : IDisposable
{
    private const string Management = "PhoneServices:Management";
    private const string Https = $"--{Management}:Url=https://*:9901";
    private const string Key = "0123456789abcdef";

    private readonly CertificateFiles _files;
    private readonly CertificateFiles _expired;

    public ManagementConfigurationTests()
    {
        using var valid = TestCertificate.SelfSigned("gateway");
        _files = CertificateFiles.Of(valid);
        using var expired = TestCertificate.SelfSigned("gateway", validFrom: -10, validFor: 5);
        _expired = CertificateFiles.Of(expired);
    }

    private string[] Certificate => CertificateOf(_files);

    [Theory]
    [InlineData("9901")]
    [InlineData("127.0.0.1:9901")]
    [InlineData("ftp://127.0.0.1:9901")]
    [InlineData("http://127.0.0.1:9901/status")]
    public async Task LoadAsync_UrlThatIsNone_ShowsOne(string url) =>
        await AssertErrorAsync("Url", $"is \"{url}\". Write an address such as \"http://127.0.0.1:9901\"", $"--{Management}:Url={url}");

    [Theory]
    [InlineData("http://*:9901")]
    [InlineData("http://0.0.0.0:9901")]
    [InlineData("http://[::]:9901")]
    public async Task LoadAsync_OpenToOthersWithoutKey_IsRefused(string url) =>
        await AssertErrorAsync("Url", "which other machines reach. Set ApiKeyFile", $"--{Management}:Url={url}");

    [Theory]
    [InlineData("http://127.0.0.1:9901")]
    [InlineData("http://localhost:9901")]
    [InlineData("http://[::1]:9901")]
    [InlineData("")]
    public async Task LoadAsync_OnlyForThisMachineOrSwitchedOff_NeedsNoKey(string url) => await AssertRightAsync($"--{Management}:Url={url}");

    [Fact]
    public async Task LoadAsync_OpenToOthersWithKeyOrAuthority_IsRight()
    {
        await AssertRightAsync($"--{Management}:Url=http://*:9901", $"--{Management}:ApiKey={Key}");
        await AssertRightAsync([Https, .. Certificate, $"--{Management}:ClientCaFile={_files.Certificate}"]);
    }

    [Fact]
    public async Task LoadAsync_ShortKey_IsRefusedAndNotRepeated()
    {
        var error = await AssertErrorAsync("ApiKey", "is too short to be safe. Write at least 16 characters", $"--{Management}:ApiKey=tooshort");

        Assert.DoesNotContain("tooshort", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_KeyFileThatIsNone_SaysHowToMakeIt()
    {
        await AssertErrorAsync("ApiKeyFile", "which does not exist. Make it with: openssl rand -hex 32 > /nowhere/key", $"--{Management}:ApiKeyFile=/nowhere/key");

        var empty = _files.Trusting("empty.key");
        await AssertErrorAsync("ApiKeyFile", "whose first line cannot be read or is too short", $"--{Management}:ApiKeyFile={empty}");
    }

    [Theory]
    [InlineData("/", "which is a folder")]
    [InlineData("/etc", "which is a folder")]
    [InlineData("states/", "which is a folder")]
    [InlineData("/etc/passwd/state.json", "but /etc/passwd is a file, not a folder")]
    public async Task LoadAsync_StateFileThatCanBeNone_IsRefused(string file, string fault)
    {
        await AssertErrorAsync("StateFile", $"is \"{file}\", {fault}. Write the path of a file", $"--{Management}:StateFile={file}");
        await AssertErrorAsync("StateFile", fault, $"--{Management}:StateFile={file}", $"--{Management}:Url=");
    }

    [Theory]
    [InlineData("state.json")]
    [InlineData("/nowhere/yet/state.json")]
    [InlineData("")]
    public async Task LoadAsync_StateFileThatCanBeMade_IsRight(string file) => await AssertRightAsync($"--{Management}:StateFile={file}");

    [Fact]
    public async Task LoadAsync_HttpsWithoutCertificate_SaysWhatToWrite() =>
        await AssertErrorAsync("Certificate:Path", "is missing, while Url is \"https://*:9901\".", Https, $"--{Management}:ApiKey={Key}");

    [Fact]
    public async Task LoadAsync_CertificateWithoutHttps_SaysWhichOfThemToChange()
    {
        await AssertErrorAsync("Certificate:Path", "but Url is \"http://127.0.0.1:9901\". Write an https address there, or remove this.", Certificate);
        await AssertErrorAsync("ClientCaFile", "but Url is \"http://127.0.0.1:9901\".", $"--{Management}:ClientCaFile={_files.Certificate}");
    }

    [Theory]
    [InlineData("Certificate:Path", "/nowhere/gateway.pem", "which does not exist")]
    [InlineData("Certificate:KeyPath", "/nowhere/gateway.key", "which does not exist")]
    [InlineData("ClientCaFile", "/nowhere/ca.pem", "which does not exist")]
    [InlineData("ClientCaFile", "/dev/null", "which is a device, not a file")]
    public async Task LoadAsync_FileThatIsNone_NamesKeyAndRemedy(string setting, string file, string remedy) =>
        await AssertErrorAsync(setting, remedy, [Https, $"--{Management}:ApiKey={Key}", .. Certificate, $"--{Management}:{setting}={file}"]);

    [Fact]
    public async Task LoadAsync_KeyOfAnotherCertificate_IsRefused() =>
        await AssertErrorAsync(
            "Certificate:KeyPath", "whose key does not belong to the certificate",
            [Https, $"--{Management}:ApiKey={Key}", .. Certificate, $"--{Management}:Certificate:KeyPath={_expired.Key}"]);

    [Fact]
    public async Task LoadAsync_Expired_IsAnErrorOfTheCheckButServedAllTheSame()
    {
        var loader = Loader([Https, $"--{Management}:ApiKey={Key}", .. CertificateOf(_expired)]);

        Assert.Empty((await loader.LoadAsync()).Errors);
        var error = Assert.Single((await loader.LoadAsync(TimeProvider.System)).Errors);
        Assert.Equal($"{Management}:Certificate:Path", error.Key);
        Assert.Contains("Write the path of one that is valid now.", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _files.Dispose();
        _expired.Dispose();
    }

    private static string[] CertificateOf(CertificateFiles files) =>
        [$"--{Management}:Certificate:Path={files.Certificate}", $"--{Management}:Certificate:KeyPath={files.Key}"];

    private static ConfigurationLoader Loader(params string[] settings) =>
        GatewaySite.Loader(ConfigurationLayers.Shipped([], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1:8080/", .. settings]));

    private static async Task AssertRightAsync(params string[] settings) => Assert.Empty((await Loader(settings).LoadAsync()).Errors);

    private static async Task<string> AssertErrorAsync(string key, string remedy, params string[] settings)
    {
        var error = Assert.Single((await Loader(settings).LoadAsync()).Errors);
        Assert.Equal($"{Management}:{key}", error.Key);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}

using System.Security.Cryptography;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class TlsConfigurationTests : IDisposable
{
    private const string Nodes = "--PhoneServices:Nodes:publisher:Address=https://10.1.1.1:8443/";
    private readonly CertificateFiles _files;

    public TlsConfigurationTests()
    {
        using var expired = TestCertificate.SelfSigned("phones", validFrom: -10, validFor: 5);
        _files = CertificateFiles.Of(expired);
    }

    [Fact]
    public async Task LoadAsync_HttpsWithoutCertificate_SaysWhatToWrite() =>
        await AssertErrorAsync("PhoneServices:Tls:Certificate:Path", "is missing, but Urls has \"https://*:8443\"", "--Urls=http://*:8080;https://*:8443");

    [Fact]
    public async Task LoadAsync_MissingFile_NamesKeyAndRemedy() =>
        await AssertErrorAsync(
            "PhoneServices:Tls:Certificate:Path", "is \"/nowhere/x.pem\", which does not exist.", "--PhoneServices:Tls:Certificate:Path=/nowhere/x.pem");

    [Fact]
    public async Task LoadAsync_KeyAlone_SaysWhatIsMissing() =>
        await AssertErrorAsync("PhoneServices:Tls:Certificate:Path", "is missing, but there is a KeyPath", $"--PhoneServices:Tls:Certificate:KeyPath={_files.Key}");

    [Theory]
    [InlineData("soon")]
    [InlineData("2026-12-06T03:00:00")]
    [InlineData("367.00:00:00")]
    public async Task LoadAsync_ActivateAfterThatIsNoTime_SaysWhatToWrite(string text) => await AssertErrorAsync(
        "PhoneServices:Tls:Certificate:ActivateAfter", $"is \"{text}\". Write a date and time with its offset from UTC",
        [.. _files.Settings, $"--PhoneServices:Tls:Certificate:ActivateAfter={text}"]);

    [Fact]
    public async Task LoadAsync_ActivateAfterAlone_SaysWhatIsMissing() => await AssertErrorAsync(
        "PhoneServices:Tls:Certificate:Path", "is missing, but there is an ActivateAfter", "--PhoneServices:Tls:Certificate:ActivateAfter=7.00:00:00");

    [Fact]
    public async Task LoadAsync_ActivateAfterTheEndOfTheCertificate_IsAnErrorOfTheCheck()
    {
        using var certificate = TestCertificate.SelfSigned("phones");
        using var files = CertificateFiles.Of(certificate);
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped(
            [], [Nodes, "--Urls=https://*:8443", .. files.Settings, "--PhoneServices:Tls:Certificate:ActivateAfter=2999-01-01T00:00:00Z"]));

        Assert.Empty((await loader.LoadAsync()).Errors);
        Assert.Contains("expires before that", Assert.Single((await loader.LoadAsync(TimeProvider.System)).Errors).ToString(), StringComparison.Ordinal);
    }

    /// <summary>The shipped file has all these keys, empty; nobody has to write there.</summary>
    [Fact]
    public async Task LoadAsync_EncryptedKeyWithoutPassword_NamesWhereTheKeyIsWritten()
    {
        using var key = RSA.Create(2048);
        await File.WriteAllTextAsync(_files.Key, key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)), TestContext.Current.CancellationToken);

        var error = Assert.Single((await GatewaySite.Loader(ConfigurationLayers.Shipped([], [Nodes, .. _files.Settings])).LoadAsync()).Errors).ToString();

        Assert.StartsWith("command line: PhoneServices:Tls:Certificate:Password: is missing. The key in ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_KeyAlone_NamesWhereItIsWritten() => Assert.StartsWith(
        "command line: PhoneServices:Tls:Certificate:Path: is missing, but there is a KeyPath.",
        Assert.Single((await GatewaySite.Loader(ConfigurationLayers.Shipped([], [Nodes, $"--PhoneServices:Tls:Certificate:KeyPath={_files.Key}"])).LoadAsync()).Errors).ToString(),
        StringComparison.Ordinal);

    [Fact]
    public async Task LoadAsync_UnknownVersion_NamesThoseThatThereAre() =>
        await AssertErrorAsync("PhoneServices:Tls:MinimumVersion", "Write one of Tls10, Tls11, Tls12, Tls13.", "--PhoneServices:Tls:MinimumVersion=1.2");

    [Fact]
    public async Task LoadAsync_Expired_IsAnErrorOfTheCheckButServedAllTheSame()
    {
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([], [Nodes, .. _files.Settings]));

        Assert.Empty((await loader.LoadAsync()).Errors);
        var error = Assert.Single((await loader.LoadAsync(TimeProvider.System)).Errors).ToString();
        Assert.Contains("PhoneServices:Tls:Certificate:Path: is ", error, StringComparison.Ordinal);
        Assert.Contains("Write the path of one that is valid now.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PhoneServices:Tls", "--Urls=https://*:8443")]
    [InlineData("PhoneServices:Management", "--PhoneServices:Management:Url=https://127.0.0.1:9901")]
    public async Task LoadAsync_KeyThatTheTlsLibraryRefuses_IsAnErrorOfTheCheckButServedAllTheSame(string section, string url)
    {
        using var weak = TestCertificate.SelfSignedRsa("phones", 1024);
        using var files = CertificateFiles.Of(weak);
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([], [Nodes, url, $"--{section}:Certificate:Path={files.Certificate}", $"--{section}:Certificate:KeyPath={files.Key}"]));

        Assert.Empty((await loader.LoadAsync()).Errors);
        Assert.StartsWith(
            $"command line: {section}:Certificate:Path: is \"{files.Certificate}\", whose certificate cannot be used, because the TLS library of this machine refuses it (ee key too small). Write ",
            Assert.Single((await loader.LoadAsync(TimeProvider.System)).Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TrustedFingerprints:0=AB:CD", "TrustedFingerprints", "holds \"AB:CD\". Write a SHA-256 fingerprint")]
    [InlineData("TrustedCertificateFile=/nowhere/ccm.pem", "TrustedCertificateFile", "which does not exist")]
    [InlineData("TrustedCertificate=/nowhere/ccm.pem", "TrustedCertificate", "Did you mean \"TrustedCertificateFile\"?")]
    public async Task LoadAsync_WrongTrust_NamesKeyAndRemedy(string setting, string key, string remedy) =>
        await AssertErrorAsync($"PhoneServices:Nodes:publisher:{key}", remedy, $"--PhoneServices:Nodes:publisher:{setting}");

    [Fact]
    public async Task LoadAsync_TrustAnyAndTrustOne_IsAContradiction() =>
        await AssertErrorAsync(
            "PhoneServices:Nodes:publisher:DangerousAcceptAnyCertificate",
            "have no effect",
            "--PhoneServices:Nodes:publisher:DangerousAcceptAnyCertificate=true",
            $"--PhoneServices:Nodes:publisher:TrustedFingerprints:0={new string('A', 64)}");

    [Fact]
    public async Task LoadAsync_ClusterThatTrustsEveryNode_IsSentToTheNodes() =>
        await AssertErrorAsync(
            "ReverseProxy:Clusters:directory:HttpClient:DangerousAcceptAnyServerCertificate",
            "Write TrustedCertificateFile or TrustedFingerprints".Replace("Write", "write", StringComparison.Ordinal),
            "--ReverseProxy:Clusters:directory:HttpClient:DangerousAcceptAnyServerCertificate=true");

    [Fact]
    public async Task LoadAsync_ClusterOfItsOwnThatTrustsAny_IsYarpsAffair()
    {
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([],
        [
            Nodes,
            "--ReverseProxy:Clusters:idle:Destinations:web:Address=https://10.1.1.9/",
            "--ReverseProxy:Clusters:idle:HttpClient:DangerousAcceptAnyServerCertificate=true",
        ]));

        Assert.Empty((await loader.LoadAsync()).Errors);
    }

    public void Dispose() => _files.Dispose();

    private static async Task AssertErrorAsync(string key, string remedy, params string[] settings)
    {
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([], [Nodes, .. settings])).LoadAsync();

        var error = Assert.Single(loaded.Errors);
        Assert.Equal(key, error.Key);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }
}

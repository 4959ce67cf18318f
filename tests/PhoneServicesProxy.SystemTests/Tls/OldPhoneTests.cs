using System.Globalization;
using System.Net;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Tls;

/// <summary>Phones that end with TLS 1.0, played by openssl, and what OpenSSL 3 makes of them.</summary>
public sealed class OldPhoneTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Start_OpenSslAsDebianHasIt_SaysWhatTheOldVersionNeeds()
    {
        DebianPackages.Require("openssl");
        using var certificate = TestCertificate.SelfSigned("phones");
        using var files = CertificateFiles.Of(certificate);

        var (code, output) = await GatewayProgram.TryAsync(["check", .. Settings(files, 8443)]);

        Assert.Equal(1, code);
        Assert.Contains("PhoneServices:Tls:MinimumVersion: is \"Tls10\", but OpenSSL does not speak it", output, StringComparison.Ordinal);
        Assert.Contains("OPENSSL_CONF=", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handshake_WithTheShippedOpenSslConfiguration_SpeaksOldVersionsToPhones()
    {
        DebianPackages.Require("openssl");
        using var certificate = TestCertificate.SelfSigned("phones");
        using var files = CertificateFiles.Of(certificate);
        var endpoint = FreePort.OnLoopback();
        await using var gateway = await ChildProcess.StartAsync(
            GatewayProgram.With(["run", .. Settings(files, endpoint.Port)]) with
            {
                Environment = new Dictionary<string, string> { ["OPENSSL_CONF"] = Path.Combine(Repository.Root, "deploy", "openssl-tls10.cnf") },
            },
            TimeProvider.System);
        await gateway.WaitForPortAsync(endpoint, Limit, TestContext.Current.CancellationToken);

        Assert.Contains("Protocol  : TLSv1\n", await HandshakeAsync(endpoint, "-tls1"), StringComparison.Ordinal);
        Assert.Contains("Protocol  : TLSv1.1\n", await HandshakeAsync(endpoint, "-tls1_1"), StringComparison.Ordinal);
        Assert.Contains("Protocol  : TLSv1.2\n", await HandshakeAsync(endpoint, "-tls1_2"), StringComparison.Ordinal);
    }

    private static string[] Settings(CertificateFiles files, int port) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"--Urls=https://127.0.0.1:{port}"),
        "--PhoneServices:Management:Url=",
        "--PhoneServices:Nodes:publisher:Address=http://127.0.0.1:9/",
        "--PhoneServices:Tls:MinimumVersion=Tls10",
        .. files.Settings,
    ];

    private static async Task<string> HandshakeAsync(IPEndPoint gateway, string version)
    {
        var (_, output) = await Command.TryAsync(
            "openssl", "s_client", "-connect", $"{gateway}", version, "-cipher", "DEFAULT@SECLEVEL=0", "-noservername");
        Assert.DoesNotContain("Cipher is (NONE)", output, StringComparison.Ordinal);
        return output;
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.Tests.Certificates;

public sealed class CertificateFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-certificate-file").FullName;
    private readonly X509Certificate2 _root = TestCertificate.Authority("Root");
    private readonly X509Certificate2 _issuing;
    private readonly X509Certificate2 _server;

    public CertificateFileTests()
    {
        _issuing = TestCertificate.Authority("Issuing", _root);
        _server = TestCertificate.Server("phones.example.com", _issuing);
    }

    [Fact]
    public void Load_Pem_HasKeyAndChain()
    {
        var loaded = Load(Pem("server.pem", _server, _issuing), Key("server.key", _server));

        AssertServer(loaded);
    }

    [Fact]
    public void Load_PemWithKeyInTheSameFile_HasKeyAndChain()
    {
        var path = Pem("server.pem", _server, _issuing);
        File.AppendAllText(path, "\n" + TestCertificate.KeyPem(_server));

        AssertServer(Load(path));
    }

    /// <summary>Editors of Windows write a byte order mark.</summary>
    [Fact]
    public void Load_PemWithByteOrderMark_HasKeyAndChain() =>
        AssertServer(Load(
            Write("server.pem", "\uFEFF" + File.ReadAllText(Pem("plain.pem", _server, _issuing))), Write("server.key", "\uFEFF" + TestCertificate.KeyPem(_server))));

    [Fact]
    public void Load_EncryptedKey_OpensWithItsPassword()
    {
        var key = Write("server.key", _server.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
            "secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));

        AssertServer(Load(Pem("server.pem", _server, _issuing), key, "secret"));
        AssertRefused("Password", "is missing.", Pem("server.pem", _server), key);
        AssertRefused("Password", "does not open the key", Pem("server.pem", _server), key, "wrong");
    }

    [Fact]
    public void Load_Pkcs12_HasKeyAndChain()
    {
        var path = Path.Combine(_directory, "server.pfx");
        File.WriteAllBytes(path, new X509Certificate2Collection { _issuing, _server }.Export(X509ContentType.Pkcs12, "secret")!);

        AssertServer(Load(path, password: "secret"));
        AssertRefused("Password", "does not open", path, password: "wrong");
    }

    [Fact]
    public void Load_WrongFiles_NamesSettingAndRemedy()
    {
        var good = Pem("server.pem", _server);
        var key = Key("server.key", _server);

        AssertRefused("Path", "does not exist. Write the path of an existing file.", Path.Combine(_directory, "none.pem"), key);
        AssertRefused("KeyPath", "does not exist. Write the path of an existing file.", good, Path.Combine(_directory, "none.key"));
        AssertRefused("Path", "which is a folder", _directory, key);
        AssertRefused("Path", "holds no certificate", key, key);
        AssertRefused("Path", "holds no certificate", Write("cut.pem", File.ReadAllText(good)[..200]), key);
        AssertRefused("Path", "holds no private key", good);
        AssertRefused("KeyPath", "holds no private key", good, good);
        AssertRefused("KeyPath", "whose key does not belong to the certificate \"CN=phones.example.com\"", good, Key("other.key", _root));
        AssertRefused("KeyPath", "or is damaged", good, Write("cut.key", File.ReadAllText(key)[..100]));
    }

    [Fact]
    public void Load_ChainCutOff_IsNoChain() =>
        AssertRefused("Path", "holds no certificate", Write("chain.pem", File.ReadAllText(Pem("server.pem", _server, _issuing))[..^100]), Key("server.key", _server));

    public void Dispose()
    {
        _root.Dispose();
        _issuing.Dispose();
        _server.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static ServerCertificate Load(string path, string? key = null, string? password = null) =>
        CertificateFile.Load(new() { Path = path, KeyPath = key, Password = password });

    private static void AssertRefused(string setting, string message, string path, string? key = null, string? password = null)
    {
        var error = Assert.Throws<CertificateFileException>(() => Load(path, key, password));
        Assert.Equal(setting, error.Setting);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private void AssertServer(ServerCertificate loaded)
    {
        Assert.True(loaded.Certificate.HasPrivateKey);
        Assert.Equal(_server.Thumbprint, loaded.Certificate.Thumbprint);
        Assert.Equal([_issuing.Thumbprint], loaded.Context.IntermediateCertificates.Select(one => one.Thumbprint));
    }

    private string Pem(string name, params X509Certificate2[] certificates) =>
        Write(name, string.Join('\n', certificates.Select(one => one.ExportCertificatePem())));

    private string Key(string name, X509Certificate2 certificate) => Write(name, TestCertificate.KeyPem(certificate));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}

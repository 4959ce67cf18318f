using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>Settings may name a file that nobody meant.</summary>
public sealed class SmallFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-large").FullName;

    [Fact]
    public async Task LoadAsync_LongSiteFile_IsRefused()
    {
        var file = WriteLong("site.json");

        Assert.Contains(
            (await GatewaySite.Loader(ConfigurationLayers.Shipped([file], [])).LoadAsync()).Errors,
            error => error.ToString() == $"{file}: file: has more than 10 MB. Write the path of a file, such as --config /etc/phone-services-proxy/site.json.");
    }

    [Theory]
    [InlineData("long.pem")]
    [InlineData("long.pfx")]
    public void Load_LongCertificate_IsRefused(string name) => Assert.Contains(
        "which has more than 10 MB. Write the path of a PEM file",
        Assert.Throws<CertificateFileException>(() => CertificateFile.Load(new() { Path = WriteLong(name) })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_LongTrustedCertificates_AreRefused() => Assert.Contains(
        "which has more than 10 MB", Assert.Throws<CertificateFileException>(() => TrustedCertificates.Read(WriteLong("long.pem"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_LongApiKey_IsNone() => Assert.Null(ApiKeyFile.Read(WriteLong("key")));

    [Theory]
    [InlineData(0)]
    [InlineData(SmallFile.MaxBytes)]
    public void ReadAllBytes_UpToTheLimit_IsRead(int length)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, new byte[length]);
            Assert.Equal(length, SmallFile.ReadAllBytes(file).Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Takes no room on the disk.</summary>
    private string WriteLong(string name)
    {
        var path = Path.Combine(_directory, name);
        using var file = File.Create(path);
        file.SetLength(SmallFile.MaxBytes + 1);
        return path;
    }
}

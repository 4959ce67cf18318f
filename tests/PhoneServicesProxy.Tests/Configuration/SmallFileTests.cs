using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>Settings may name a device that has no end.</summary>
public sealed class SmallFileTests
{
    private const string Endless = "/dev/zero";

    [Fact]
    public async Task LoadAsync_EndlessSiteFile_IsRefused() => Assert.Contains(
        (await GatewaySite.Loader(ConfigurationLayers.Shipped([Endless], [])).LoadAsync()).Errors,
        error => error.ToString() == $"{Endless}: file: has more than 10 MB. Write the path of the site's file after --config.");

    [Theory]
    [InlineData("/dev/zero", null)]
    [InlineData("/dev/zero.pfx", "/dev/zero")]
    public void Load_EndlessCertificate_IsRefused(string path, string? linkTo)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-endless").FullName;
        try
        {
            var file = linkTo is null ? path : Path.Combine(folder, Path.GetFileName(path));
            if (linkTo is not null)
            {
                File.CreateSymbolicLink(file, linkTo);
            }

            var error = Assert.Throws<CertificateFileException>(() => CertificateFile.Load(new() { Path = file }));
            Assert.Contains("which has more than 10 MB. Write the path of a PEM file.", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Read_EndlessTrustedCertificates_AreRefused() => Assert.Contains(
        "which has more than 10 MB", Assert.Throws<CertificateFileException>(() => TrustedCertificates.Read(Endless)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_EndlessApiKey_IsNone() => Assert.Null(ApiKeyFile.Read(Endless));

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
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Commands;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.FunctionalTests.Configuration;

/// <summary>Every configuration that is shipped or shown must be right.</summary>
public sealed class SampleTests : IDisposable
{
    private const string SiteFolder = "/etc/phone-services-proxy";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-samples").FullName;

    [Fact]
    public async Task Deploy_EverySample_IsRight()
    {
        var files = Directory.GetFiles(Path.Combine(Root(), "deploy"), "*.json").Except([PublishedSchema.File]).ToArray();

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            await AssertRightAsync(file, Path.Combine(Root(), "deploy", "site.json"));
        }
    }

    [Fact]
    public async Task Deploy_EverySampleOfAPool_IsRightAndCheckHasNothingToNote()
    {
        var files = Directory.GetFiles(Path.Combine(Root(), "deploy", "pools"), "*.json");

        Assert.Equal(["finesse.json", "informacast.json", "uccx.json", "web-servers.json"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([file, Path.Combine(Root(), "deploy", "site.json")], [])).LoadAsync();
            Assert.Empty(loaded.Errors);
            Assert.Empty(PublishedSchema.Errors(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
            Assert.Empty(await ConfigurationNotes.OfAsync(loaded.Configuration!));
        }
    }

    [Fact]
    public async Task Deploy_SamplesOfAllPoolsTogether_AreRight() => await AssertRightAsync(
        [.. Directory.GetFiles(Path.Combine(Root(), "deploy", "pools"), "*.json"), Path.Combine(Root(), "deploy", "site.json")]);

    [Fact]
    public Task Deploy_SampleOfDiscovery_IsRight() => AssertRightAsync(Path.Combine(Root(), "deploy", "dns", "site.json"));

    /// <summary>Where a sample names files of the gateway's machine, there are such files.</summary>
    [Fact]
    public async Task Pages_EverySample_IsRight()
    {
        var samples = Pages.ForAdministrators.SelectMany(page => page.Blocks.Where(block => block.Language.StartsWith("json", StringComparison.Ordinal))).ToArray();
        WriteCertificate();

        Assert.InRange(samples.Length, 10, int.MaxValue);
        Assert.All(samples, sample => Assert.Equal("jsonc", sample.Language));
        foreach (var sample in samples)
        {
            var file = Path.Combine(_directory, "sample.json");
            await File.WriteAllTextAsync(file, sample.Text.Replace(SiteFolder, _directory, StringComparison.Ordinal), TestContext.Current.CancellationToken);
            await AssertRightAsync(file);
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task AssertRightAsync(params string[] files)
    {
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped(files, [])).LoadAsync();

        Assert.Empty(loaded.Errors);
        Assert.All(files, file => Assert.Empty(PublishedSchema.Errors(File.ReadAllText(file))));
    }

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=phones.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(1));
        foreach (var name in new[] { "gateway.pem", "publisher.pem" })
        {
            File.WriteAllText(Path.Combine(_directory, name), certificate.ExportCertificatePem());
        }

        File.WriteAllText(Path.Combine(_directory, "gateway.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(_directory, "management.key"), "0123456789abcdef0123456789abcdef\n");
        Directory.CreateDirectory(Path.Combine(_directory, "keys"));
        foreach (var owner in new[] { "alice", "noc" })
        {
            File.WriteAllText(Path.Combine(_directory, "keys", owner), $"0123456789abcdef-of-{owner}\n");
        }
    }

    internal static string Root() => Pages.Root;
}

using System.Text.RegularExpressions;
using PhoneServicesProxy.Commands;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.FunctionalTests.Configuration;

/// <summary>Every configuration that is shipped or shown must be right.</summary>
public sealed partial class SampleTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-samples").FullName;

    [Fact]
    public async Task Deploy_EverySample_IsRight()
    {
        var files = Directory.GetFiles(Path.Combine(Root(), "deploy"), "*.json");

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
            Assert.Empty(await ConfigurationNotes.OfAsync(loaded.Configuration!));
        }
    }

    [Fact]
    public async Task Deploy_SamplesOfAllPoolsTogether_AreRight() => await AssertRightAsync(
        [.. Directory.GetFiles(Path.Combine(Root(), "deploy", "pools"), "*.json"), Path.Combine(Root(), "deploy", "site.json")]);

    [Fact]
    public Task Deploy_SampleOfDiscovery_IsRight() => AssertRightAsync(Path.Combine(Root(), "deploy", "dns", "site.json"));

    [Fact]
    public async Task Readme_EverySample_IsRight()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Root(), "README.md"), TestContext.Current.CancellationToken);
        var samples = Sample().Matches(readme);

        Assert.NotEmpty(samples);
        foreach (var sample in samples.Select(match => match.Groups[1].Value))
        {
            var file = Path.Combine(_directory, "sample.json");
            await File.WriteAllTextAsync(file, sample, TestContext.Current.CancellationToken);
            await AssertRightAsync(file);
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task AssertRightAsync(params string[] files)
    {
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped(files, [])).LoadAsync();

        Assert.Empty(loaded.Errors);
    }

    internal static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PhoneServicesProxy.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }

    [GeneratedRegex(@"```jsonc\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}

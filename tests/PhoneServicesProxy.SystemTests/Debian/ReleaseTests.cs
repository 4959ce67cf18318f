using System.Text.Json;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.SystemTests.Containers;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Debian;

/// <summary>What <c>deploy/release</c> builds.</summary>
public sealed class ReleaseTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(25);
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-release").FullName;

    [Fact]
    public async Task Changelog_OfThePageOfChanges_HasTheVersionFirst()
    {
        var changelog = await ChangelogAsync(GatewayVersion.Text);

        Assert.StartsWith($"phone-services-proxy ({GatewayVersion.Text}) stable; urgency=medium\n\n  * ", changelog, StringComparison.Ordinal);
        Assert.EndsWith(" -- Voice <voice@example.org>  Thu, 01 Jan 2026 00:00:00 +0000\n", changelog, StringComparison.Ordinal);
        Assert.DoesNotContain("](", changelog, StringComparison.Ordinal);
        Assert.All(changelog.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task Changelog_VersionWithoutAHeading_HasAnEntryOfItsOwn() =>
        Assert.StartsWith("phone-services-proxy (9.9.9~test) stable; urgency=medium\n\n  * Built from the sources", await ChangelogAsync("9.9.9~test"), StringComparison.Ordinal);

    [Fact]
    public async Task Release_AnotherVersionThanThatOfTheSources_SaysWhereToWriteIt()
    {
        var (code, output) = await Command.TryAsync(Path.Combine(Repository.Root, "deploy", "release"), "9.9.9", _directory);

        Assert.Equal(1, code);
        Assert.Equal($"Directory.Build.props says {GatewayVersion.Text}. Write <Version>9.9.9</Version> there first.\n", output);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    /// <summary>From two copies of the commit, in folders of different names. Each image has a base that was built for it, under the same name.</summary>
    [Fact]
    [Trait(Lane.Name, Lane.Nightly)]
    public async Task Release_Twice_HasTheSameBytes()
    {
        DebianPackages.Require("dpkg-deb", "git", "jq");
        await using var engine = await ContainerEngine.CreateAsync();
        await using var registry = await BaseImageRegistry.StartAsync(engine);
        var one = await ReleaseAsync("one", await registry.AddBaseAsync());
        await engine.RunAsync("rmi", "--all", "--force");
        var two = await ReleaseAsync("another-one", await registry.AddBaseAsync());

        Assert.Equal(await SumsAsync(one), await SumsAsync(two));
        var version = GatewayVersion.Text;
        Assert.Equal(
            new[]
            {
                $"phone-services-proxy-{version}-amd64.tar.gz", $"phone-services-proxy-{version}-arm64.tar.gz", $"phone-services-proxy-{version}-source.tar.gz", $"phone-services-proxy-{version}-image.tar",
                $"phone-services-proxy-{version}.cdx.json", $"phone-services-proxy_{version}_amd64.deb", $"phone-services-proxy_{version}_arm64.deb", "SHA256SUMS",
            }.Order(StringComparer.Ordinal),
            Directory.GetFiles(one).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var contents = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(one, $"phone-services-proxy-{version}.cdx.json"), TestContext.Current.CancellationToken));
        var components = contents.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()).ToArray();
        Assert.Contains("Yarp.ReverseProxy", components);
        Assert.Contains("Microsoft.NETCore.App.Runtime.linux-x64", components);
        Assert.Contains("Microsoft.NETCore.App.Runtime.linux-arm64", components);
        await engine.RunAsync("load", "--quiet", "--input", Path.Combine(one, $"phone-services-proxy-{version}-image.tar"));
        Assert.StartsWith(version, await engine.RunAsync("run", "--rm", "--network", "none", $"phone-services-proxy:{version}", "--version"), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<string> ReleaseAsync(string name, string root)
    {
        var sources = Path.Combine(_directory, name);
        await Command.RunAsync("git", "clone", "--quiet", Repository.Root, sources);
        var output = Path.Combine(_directory, $"{name}-release");
        await Command.RunAsync(Limit, "env", $"CONTAINER_BASE_IMAGE={root}", "MSBUILD_ARGUMENTS=-p:RunAnalyzers=false", Path.Combine(sources, "deploy", "release"), GatewayVersion.Text, output);
        return output;
    }

    private static Task<string> SumsAsync(string folder) => File.ReadAllTextAsync(Path.Combine(folder, "SHA256SUMS"), TestContext.Current.CancellationToken);

    private static Task<string> ChangelogAsync(string version) => Command.RunAsync(
        "env", "SOURCE_DATE_EPOCH=1767225600", "sh", "-c",
        $"{Repository.Root}/deploy/debian/changelog '{version}' 'Voice <voice@example.org>' < {Repository.Root}/deploy/docs/changes.md");
}

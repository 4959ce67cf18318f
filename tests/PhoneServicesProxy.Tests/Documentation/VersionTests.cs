using System.Text.RegularExpressions;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>There is one version, and the page of changes begins with it.</summary>
public sealed partial class VersionTests
{
    [Fact]
    public void Changes_FirstRelease_IsTheVersionOfTheSources()
    {
        var props = File.ReadAllText(Path.Combine(Pages.Root, "Directory.Build.props"));
        var first = Pages.Read("deploy/docs/changes.md").Headings.First(heading => Release().IsMatch(heading));

        Assert.Contains($"<Version>{GatewayVersion.Text}</Version>", props, StringComparison.Ordinal);
        Assert.Equal(GatewayVersion.Text, first.Split(' ')[0]);
    }

    [Fact]
    public void Projects_NoneHasAVersionOfItsOwn() => Assert.All(
        Directory.GetFiles(Pages.Root, "*.csproj", SearchOption.AllDirectories), project => Assert.DoesNotMatch("<(Assembly|File|Informational)?Version(Prefix)?>", File.ReadAllText(project)));

    [GeneratedRegex(@"^\d+\.\d+\.\d+")]
    private static partial Regex Release();
}

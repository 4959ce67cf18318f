using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Tests.Architecture;

/// <summary>What the pages for developers name is there.</summary>
public sealed partial class DevelopersPagesTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("PHONES.md")]
    public void Page_NamesFoldersAndFilesThatExist(string page)
    {
        var source = Path.Combine(Repository.Root, "src");
        var rooms = Directory.GetDirectories(Path.Combine(source, "PhoneServicesProxy")).Concat(Directory.GetDirectories(source)).Select(Path.GetFileName).ToHashSet();
        string[] named = [.. Quoted().Matches(File.ReadAllText(Path.Combine(source, page))).Select(match => match.Groups["path"].Value).Where(path => rooms.Contains(path.Split('/')[0]))];

        Assert.InRange(named.Length, 20, int.MaxValue);
        Assert.DoesNotContain(named, path => !Exists(Path.Combine(source, "PhoneServicesProxy", path)) && !Exists(Path.Combine(source, path)) && !Exists(Path.Combine(source, $"PhoneServicesProxy.{path}")));
    }

    private static bool Exists(string path) => Directory.Exists(path) || File.Exists($"{path}.cs");

    [GeneratedRegex("`(?<path>[A-Z][A-Za-z.]*(/[A-Za-z]+)*)`")]
    private static partial Regex Quoted();
}

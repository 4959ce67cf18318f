using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Tests.SourceFiles;

/// <summary>The order of usings, which <c>dotnet format</c> takes a minute to look at, and the build does not.</summary>
public sealed partial class UsingsTests
{
    private static readonly string[] Folders = ["src", "tests"];

    [Fact]
    public void Files_OfTheRepository_HaveTheirUsingsInOrder()
    {
        var root = Repository.Root;
        string[] files = [.. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Built().IsMatch(file))];

        Assert.InRange(files.Length, 500, int.MaxValue);
        Assert.All(files, file => Assert.True(AreInOrder(File.ReadAllText(file)), $"{file}: run dotnet format"));
    }

    [Theory]
    [InlineData("using System;\nusing System.Net;\nusing Abc;\nusing Abc.Def;\n", true)]
    [InlineData("using Abc;\nusing System.Net;\n", false)]
    [InlineData("using System.Net;\nusing System;\n", false)]
    [InlineData("using Abc.Def;\nusing Abc;\n", false)]
    [InlineData("using Abc;\nusing static Abc.Def;\nusing Other = Abc.Def;\n", true)]
    [InlineData("using static Abc.Def;\nusing Abc;\n", false)]
    [InlineData("namespace A;\n", true)]
    public void AreInOrder_SystemFirstThenByName(string text, bool expected) => Assert.Equal(expected, AreInOrder(text));

    /// <summary>Those of System, all others, static ones, other names: within each by their parts, whatever their case.</summary>
    private static bool AreInOrder(string text)
    {
        string[] keys = [.. Using().Matches(text).Select(match => Key(match.Groups["kind"].Value, match.Groups["name"].Value))];
        return keys.SequenceEqual(keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    // A dot sorts before all letters, so that a namespace comes before those within it, and these before its neighbours.
    private static string Key(string kind, string name) =>
        (kind, name) switch
        {
            ("static ", _) => "2",
            ("", _) when System().IsMatch(name) => "0",
            ("", _) => "1",
            _ => "3",
        } + name.Replace('.', ' ');

    [GeneratedRegex(@"^using (?<kind>static |\w+ = )?(?<name>[\w.]+)(<.*)?;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\ASystem(\.|\z)")]
    private static partial Regex System();

    [GeneratedRegex("[\\\\/](obj|bin)[\\\\/]")]
    private static partial Regex Built();
}

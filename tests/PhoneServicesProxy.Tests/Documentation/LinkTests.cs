using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>Whoever follows a link of a page finds what it says.</summary>
public sealed class LinkTests
{
    [Fact]
    public void Pages_EveryLink_LeadsToAFileAndAHeading()
    {
        Assert.InRange(Pages.All.Count, 25, int.MaxValue);
        Assert.Empty(Pages.All.SelectMany(page => BrokenLinks(page, Pages.Root)));
    }

    [Fact]
    public void Pages_EachForAdministrators_IsReachedFromReadme()
    {
        var reached = new HashSet<string>();
        var left = new Queue<string>([Path.Combine(Pages.Root, "README.md")]);
        while (left.TryDequeue(out var path))
        {
            if (reached.Add(path))
            {
                foreach (var link in MarkdownPage.Read(path).Links.Select(link => FileOf(path, link, Pages.Root)).OfType<string>().Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
                {
                    left.Enqueue(link);
                }
            }
        }

        Assert.Empty(Pages.ForAdministrators.Select(page => page.Path).Except(reached));
    }

    [Fact]
    public void Readme_IsShort() => Assert.InRange(File.ReadLines(Path.Combine(Pages.Root, "README.md")).Count(), 50, 150);

    /// <summary>What these tests must not miss.</summary>
    [Theory]
    [InlineData("[a](missing.md)", 1)]
    [InlineData("[a](README.md#no-such-heading)", 1)]
    [InlineData("[a](#here)\n\n## There", 1)]
    [InlineData("![a](deploy/missing.png)", 1)]
    [InlineData("[a](#it-s-here)\n\n## It s here", 0)]
    [InlineData("[a](#phoneservicesnodesname)\n\n## PhoneServices:Nodes:NAME", 0)]
    [InlineData("[a](#name-1)\n\n## Name\n\n## Name", 0)]
    [InlineData("`[a](missing.md)` and [b](https://example.com/missing.md)", 0)]
    [InlineData("```sh\n[a](missing.md)\n```", 0)]
    public void BrokenLinks_OfText(string text, int expected) =>
        Assert.Equal(expected, BrokenLinks(MarkdownPage.Parse(Path.Combine(Pages.Root, "page.md"), text), Pages.Root).Count());

    private static IEnumerable<string> BrokenLinks(MarkdownPage page, string root)
    {
        foreach (var link in page.Links)
        {
            var anchor = link.Contains('#', StringComparison.Ordinal) ? link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..] : "";
            var isHere = link.StartsWith('#');
            var file = isHere ? page.Path : FileOf(page.Path, link, root);
            if (file is null)
            {
                continue;
            }

            if (!isHere && !File.Exists(file) && !Directory.Exists(file))
            {
                yield return $"{page.Path}: {link}: there is no such file";
            }
            else if (anchor.Length > 0 && file.EndsWith(".md", StringComparison.Ordinal) && !(isHere ? page : MarkdownPage.Read(file)).Anchors.Contains(anchor))
            {
                yield return $"{page.Path}: {link}: there is no such heading";
            }
        }
    }

    private static string? FileOf(string page, string link, string root)
    {
        var path = link.Split('#')[0];
        return path.Length == 0 || path.Contains("://", StringComparison.Ordinal) || path.StartsWith("mailto:", StringComparison.Ordinal) ? null
            : path.StartsWith('/') ? Path.Join(root, path)
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
    }
}

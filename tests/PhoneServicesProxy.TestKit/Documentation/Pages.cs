namespace PhoneServicesProxy.TestKit.Documentation;

/// <summary>The pages of the repository.</summary>
internal static class Pages
{
    private static readonly string[] Folders = ["src", "tests", "deploy"];

    public static string Root { get; } = FindRoot();

    /// <summary>The pages for administrators: README, SECURITY and all pages below deploy.</summary>
    public static IReadOnlyList<MarkdownPage> ForAdministrators { get; } =
        [.. new[] { "README.md", "SECURITY.md" }.Concat(Below("deploy")).Select(Read)];

    /// <summary>The pages for administrators and developers.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } =
        [.. new[] { "README.md", "SECURITY.md" }.Concat(Folders.SelectMany(Below)).Select(Read)];

    /// <param name="path">The path from the top of the repository.</param>
    public static MarkdownPage Read(string path) => MarkdownPage.Read(Path.Combine(Root, path));

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PhoneServicesProxy.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("This runs outside of the repository.");
        }

        return directory;
    }
}

using System.Text;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>
/// What is said of mistakes, in files that somebody has read. Tests of single mistakes look at the key, so that rewording a sentence
/// fails one test.
/// </summary>
internal static class Approved
{
    /// <summary>Compares with the file of the family. What is said now is written beside it: read it, then put it in its place.</summary>
    /// <param name="family">The file's name.</param>
    /// <param name="mistakes">Each mistake as it is written, and what is said of it.</param>
    public static async Task IsSaidAsync<T>(string family, IEnumerable<(string Mistake, Task<IReadOnlyList<T>> Errors)> mistakes)
    {
        var text = new StringBuilder();
        foreach (var (mistake, errors) in mistakes)
        {
            text.Append(mistake.ReplaceLineEndings("\\n")).Append('\n');
            text.AppendJoin("", (await errors).Select(error => $"    {error}\n".Replace(AppContext.BaseDirectory, "/here/", StringComparison.Ordinal))).Append('\n');
        }

        var folder = Path.Combine(Root(), "tests", "PhoneServicesProxy.Tests", "Configuration", "Approved");
        var (approved, received) = (Path.Combine(folder, $"{family}.txt"), Path.Combine(folder, $"{family}.received.txt"));
        await File.WriteAllTextAsync(received, text.ToString(), TestContext.Current.CancellationToken);
        Assert.True(File.Exists(approved), $"Nobody has read {received} yet.");
        Assert.Equal(await File.ReadAllLinesAsync(approved, TestContext.Current.CancellationToken), text.ToString().Split('\n')[..^1]);
        File.Delete(received);
    }

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PhoneServicesProxy.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }
}

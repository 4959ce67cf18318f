using System.Text.RegularExpressions;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Tests.Security;

/// <summary>No key, token or password is in the repository, but those that tests make up.</summary>
public sealed partial class RepositorySecretsTests
{
    /// <summary>Values that tests use, and open nothing.</summary>
    private static readonly string[] MadeUp = ["s3cr3t-0123456789", "correct-horse-battery", "secret", "s3cr3t", "second", "apiKey", "pw", "p", "8080", "0123456789abcdef\\n"];

    [Fact]
    public async Task Files_OfTheRepository_HoldNoSecret()
    {
        var root = Repository.Root;
        var files = (await Command.RunAsync("git", "-c", "safe.directory=*", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(Path.Combine(root, file)) && Path.GetFileName(file) != $"{nameof(RepositorySecretsTests)}.cs")
            .ToArray();

        Assert.InRange(files.Length, 100, int.MaxValue);
        Assert.Empty(files.SelectMany(file => Secrets(File.ReadAllText(Path.Combine(root, file))).Select(secret => $"{file}: {secret}")));
        Assert.DoesNotContain(files, file => Path.GetExtension(file) is ".pfx" or ".p12" or ".key" or ".jks" or ".kdbx" or ".env");
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("\"Password\": \"hunter2hunter2\"")]
    [InlineData("redis1:6379,password=hunter2hunter2")]
    [InlineData("ApiKey = \"0123456789abcdef\"")]
    [InlineData("Authorization: Bearer 0123456789abcdef0123456789abcdef")]
    [InlineData("https://user:hunter2@example.com/")]
    [InlineData("key: AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345")]
    public void Secrets_WhereThereIsOne_AreFound(string text) => Assert.NotEmpty(Secrets(text));

    private static IEnumerable<string> Secrets(string text) =>
        Secret().Matches(text)
            .Where(match => !MadeUp.Contains(match.Groups["value"].Value))
            .Select(match => match.Value);

    // A value in quotes or behind a connection string's "=", keys in PEM with at least a line of their own, and tokens that say whose they are.
    [GeneratedRegex(
        """
        -----BEGIN\ [A-Z ]*PRIVATE\ KEY-----\s+[A-Za-z0-9+/=]{30}
        | (?i:password|passwd|pwd|secret|api_?key)["']?\s*[:=]\s*["'](?<value>[^"'{}$<>()\s…]{6,})["']
        | ,\s*password=(?<value>[A-Za-z0-9]{6,})
        | Bearer\ (?<value>[A-Za-z0-9._-]{20,})
        | ://[^/\s:@"'{}]+:(?<value>[^/\s:@"'{}*]+)@
        | AKIA[0-9A-Z]{16} | gh[pousr]_[A-Za-z0-9]{36} | xox[abp]-[0-9A-Za-z-]{10}
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}

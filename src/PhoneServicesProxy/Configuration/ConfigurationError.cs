using System.Globalization;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Configuration;

/// <summary>One error in the configuration, and what to write instead.</summary>
/// <param name="Source">The file, "environment" or "command line" that has the value; null if a value is missing.</param>
/// <param name="Key">The whole key, with colons.</param>
/// <param name="Message">The error, and the text to write instead.</param>
internal sealed partial record ConfigurationError(string? Source, string Key, string Message)
{
    private const int MaxShown = 2000;

    /// <summary>Passwords are hidden, because a connection string may be in the wrong setting and its value is quoted.</summary>
    public string Message { get; } = UserInfo().Replace(Password().Replace(Message, "$1=(not shown)"), "$1(not shown)@");

    /// <summary>True if the file could not be read at all, so settings that seem to be missing may be in it.</summary>
    public bool SpoilsFile { get; init; }

    /// <summary>The text goes to a terminal or a log. So control characters are escaped, and a very long value is shortened.</summary>
    public override string ToString() => Shortened(Hidden().Replace(
        Source is null ? $"{Key}: {Message}" : $"{Source}: {Key}: {Message}",
        hidden => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)hidden.Value[0]:x4}")));

    /// <summary>The end is kept, because it says what to write instead.</summary>
    private static string Shortened(string text) =>
        text.Length <= MaxShown ? text : $"{text.AsSpan(0, MaxShown / 2)} ... {text.AsSpan(text.Length - (MaxShown / 2))}";

    [GeneratedRegex(@"\b(password|pwd)\s*=\s*(?!\.\.\.)[^,;""\s]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();

    /// <summary>Matches everything up to the last at sign of an address, because a password may itself contain one.</summary>
    [GeneratedRegex(@"(://)[^/\s""]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    /// <summary>Matches control characters, unusual blanks, invisible characters, and characters that change the direction of text.</summary>
    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zs}\u2028\u2029-[ ]]", RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();
}

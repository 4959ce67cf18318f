using System.Globalization;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Configuration;

/// <summary>One thing that is wrong in the configuration, with what to write instead.</summary>
/// <param name="Source">The file, "environment" or "command line" that has the value; null where a value is missing.</param>
/// <param name="Key">The whole key, with colons.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
internal sealed partial record ConfigurationError(string? Source, string Key, string Message)
{
    private const int MaxShown = 2000;

    /// <summary>A connection string may have slipped to where its value is repeated.</summary>
    public string Message { get; } = UserInfo().Replace(Password().Replace(Message, "$1=(not shown)"), "$1(not shown)@");

    /// <summary>True where nothing of the file is known: what seems to be missing may stand in it.</summary>
    public bool SpoilsFile { get; init; }

    /// <summary>A terminal, or a log, is shown all of it: no control characters, which may be meant for the terminal, and no value of pages.</summary>
    public override string ToString() => Shortened(Hidden().Replace(
        Source is null ? $"{Key}: {Message}" : $"{Source}: {Key}: {Message}",
        hidden => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)hidden.Value[0]:x4}")));

    /// <summary>What to write instead stands at the end.</summary>
    private static string Shortened(string text) =>
        text.Length <= MaxShown ? text : $"{text.AsSpan(0, MaxShown / 2)} ... {text.AsSpan(text.Length - (MaxShown / 2))}";

    [GeneratedRegex(@"\b(password|pwd)\s*=\s*(?!\.\.\.)[^,;""\s]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();

    /// <summary>Of an address, all up to the last at sign: a password may hold one itself.</summary>
    [GeneratedRegex(@"(://)[^/\s""]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    /// <summary>Control characters, and those that change the direction of a text or cannot be seen.</summary>
    [GeneratedRegex(@"[\p{Cc}\p{Cf}\u2028\u2029]", RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();
}

using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Configuration;

/// <summary>One thing that is wrong in the configuration, with what to write instead.</summary>
/// <param name="Source">The file, "environment" or "command line" that has the value; null where a value is missing.</param>
/// <param name="Key">The whole key, with colons.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
internal sealed partial record ConfigurationError(string? Source, string Key, string Message)
{
    /// <summary>A connection string may have slipped to where its value is repeated.</summary>
    public string Message { get; } = Password().Replace(Message, "$1=(not shown)");

    /// <summary>True where nothing of the file is known: what seems to be missing may stand in it.</summary>
    public bool SpoilsFile { get; init; }

    public override string ToString() => Source is null ? $"{Key}: {Message}" : $"{Source}: {Key}: {Message}";

    [GeneratedRegex(@"\b(password|pwd)\s*=\s*(?!\.\.\.)[^,;""\s]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();
}

using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management;

/// <summary>A file whose first line is an API key.</summary>
internal static class ApiKeyFile
{
    /// <summary>Shorter keys can be guessed.</summary>
    public const int MinLength = 16;

    /// <summary>True if every user of this machine can read it, and so give orders.</summary>
    public static bool IsForAll(string? file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead);

    /// <summary>Returns the first line; null if there is none.</summary>
    public static string? Read(string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        try
        {
            return new StringReader(SmallFile.ReadAllText(file)).ReadLine()?.Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Why the file has no usable key; null if it has one. The text never contains the key.</summary>
    public static string? FaultOf(string file, string? key) =>
        FileKind.FaultOf(file) is { } fault ? $"which {fault}"
        : key is null ? !File.Exists(file) ? "which does not exist" : "which is empty or cannot be read"
        : key.Length == 0 ? "whose first line is empty"
        : key.Length < MinLength ? $"whose first line has fewer than {MinLength} characters"
        : !CanBeSent(key) ? "whose first line holds a blank or another character that cannot be sent"
        : null;

    public static bool CanBeSent(string key) => key.All(character => character is > ' ' and <= '~');
}

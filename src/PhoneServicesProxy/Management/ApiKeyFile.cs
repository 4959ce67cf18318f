using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management;

/// <summary>A file whose first line is an API key.</summary>
internal static class ApiKeyFile
{
    /// <summary>Shorter keys can be guessed.</summary>
    public const int MinLength = 16;

    /// <summary>Whether everybody on this machine can read it, and give orders then.</summary>
    public static bool IsForAll(string? file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead);

    /// <summary>Read anew each time, so that a key may be replaced. Null where there is none.</summary>
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
}

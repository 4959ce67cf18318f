namespace PhoneServicesProxy.Configuration;

/// <summary>Reads a whole file that a setting names, up to a limit: a device such as /dev/zero has no end, and would take all memory.</summary>
internal static class SmallFile
{
    /// <summary>More than any configuration or bundle of certificates has.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>What is said of a longer one.</summary>
    public const string TooLarge = "has more than 10 MB";

    /// <exception cref="FileTooLargeException">It is longer than the limit.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (file.Read(buffer) is > 0 and var count)
        {
            if (content.Length + count > MaxBytes)
            {
                throw new FileTooLargeException(path);
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    /// <inheritdoc cref="ReadAllBytes"/>
    public static string ReadAllText(string path)
    {
        using var reader = new StreamReader(new MemoryStream(ReadAllBytes(path)));
        return reader.ReadToEnd();
    }
}

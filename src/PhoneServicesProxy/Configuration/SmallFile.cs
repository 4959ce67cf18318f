namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Reads a whole file that a setting names, up to a limit. It refuses anything but files, because a named pipe may block and a device may
/// have no end.
/// </summary>
internal static class SmallFile
{
    /// <summary>No configuration or certificate bundle is as large as this.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <exception cref="UnfitFileException">The file is larger than the limit, or the path does not name a file.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        if (FileKind.FaultOf(path) is { } fault)
        {
            throw new UnfitFileException(path, fault);
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (file.Read(buffer) is > 0 and var count)
        {
            if (content.Length + count > MaxBytes)
            {
                throw new UnfitFileException(path, "has more than 10 MB");
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

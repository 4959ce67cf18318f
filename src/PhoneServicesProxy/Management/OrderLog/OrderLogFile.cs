using System.Text;

namespace PhoneServicesProxy.Management.OrderLog;

/// <summary>
/// Writes lines that are on disk when <see cref="Append"/> returns, in files of limited number and size. The file is opened for each line, so it may
/// be moved or deleted at any time.
/// </summary>
internal static class OrderLogFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file and so checks that lines can be written.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not permitted.</exception>
    public static void Prepare(string path) => Open(path).Dispose();

    /// <inheritdoc cref="Prepare"/>
    public static void Append(string path, string line, int maxSize, int maxFiles)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        if (new FileInfo(path) is { Exists: true, Length: > 0 } full && full.Length + bytes.Length > maxSize)
        {
            Roll(path, maxFiles);
        }

        using var file = Open(path);
        var end = WholeLines(file);
        try
        {
            file.SetLength(end);
            file.Position = end;
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // On a full disk, a part of the line may have been written.
            file.SetLength(end);
            throw;
        }
    }

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        var directory = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            options.UnixCreateMode = OwnerOnly;
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        }

        return new(path, options);
    }

    /// <summary>The length up to the last complete line. A gateway that was killed while writing leaves half a line.</summary>
    private static long WholeLines(FileStream file)
    {
        Span<byte> last = stackalloc byte[1];
        for (var end = file.Length; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.Read(last) == 1 && last[0] == '\n')
            {
                return end;
            }
        }

        return 0;
    }

    private static void Roll(string path, int maxFiles)
    {
        File.Delete($"{path}.{maxFiles - 1}");
        for (var number = maxFiles - 2; number > 0; number--)
        {
            if (File.Exists($"{path}.{number}"))
            {
                File.Move($"{path}.{number}", $"{path}.{number + 1}", overwrite: true);
            }
        }

        File.Move(path, $"{path}.1", overwrite: true);
    }
}

using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// The number of files, sockets included, that this process may open. At the limit no connection can be accepted, no node can be reached, and no
/// assembly can be loaded.
/// </summary>
internal static partial class OpenFiles
{
    /// <summary>RLIMIT_NOFILE of Linux.</summary>
    private const int LimitOfFiles = 7;

    /// <summary>With a lower limit, no command can even print an error in the usual way.</summary>
    public const int MinForCommands = 200;

    /// <summary>STDERR_FILENO.</summary>
    private const int StandardError = 2;

    private const string Descriptors = "/proc/self/fd";

    /// <summary>Returns the soft limit. The runtime raises it to the hard limit at its start. Both may change while the process runs (prlimit(1)).</summary>
    public static long Limit()
    {
        Span<ulong> softAndHard = stackalloc ulong[2];
        return OperatingSystem.IsLinux() && getrlimit(LimitOfFiles, ref MemoryMarshal.GetReference(softAndHard)) == 0
            ? (long)Math.Min(softAndHard[0], long.MaxValue)
            : long.MaxValue;
    }

    /// <summary>Returns the number of files that are open now.</summary>
    public static int Count() => OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries(Descriptors).Count() : 0;

    /// <summary>Writes without <see cref="Console"/>, which would open files.</summary>
    public static void WriteError(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        _ = write(StandardError, ref MemoryMarshal.GetArrayDataReference(bytes), (nuint)bytes.Length);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint write(int descriptor, ref readonly byte text, nuint length);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getrlimit(int resource, ref ulong softAndHard);
}

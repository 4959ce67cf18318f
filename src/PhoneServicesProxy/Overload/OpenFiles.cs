using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// How many files, so also sockets, this process may open. Where none is left the kernel takes connections that nobody can accept, no
/// node can be reached, and not even an assembly can be loaded.
/// </summary>
internal static partial class OpenFiles
{
    /// <summary>RLIMIT_NOFILE of Linux.</summary>
    private const int NumberOfFiles = 7;

    /// <summary>Without so many no command gets far enough to say what is wrong.</summary>
    public const int LeastForAnything = 200;

    /// <summary>STDERR_FILENO.</summary>
    private const int Errors = 2;

    private const string Opened = "/proc/self/fd";

    /// <summary>The runtime raises the soft limit to the hard one when it starts; both may be changed while the process runs (prlimit(1)).</summary>
    public static long Limit()
    {
        Span<ulong> softAndHard = stackalloc ulong[2];
        return OperatingSystem.IsLinux() && getrlimit(NumberOfFiles, ref MemoryMarshal.GetReference(softAndHard)) == 0
            ? (long)Math.Min(softAndHard[0], long.MaxValue)
            : long.MaxValue;
    }

    /// <summary>How many are open now.</summary>
    public static int Count() => OperatingSystem.IsLinux() ? Directory.EnumerateFileSystemEntries(Opened).Count() : 0;

    /// <summary>Without <see cref="Console"/>, which opens files.</summary>
    public static void WriteError(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        _ = write(Errors, ref MemoryMarshal.GetArrayDataReference(bytes), (nuint)bytes.Length);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint write(int descriptor, ref readonly byte text, nuint length);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getrlimit(int resource, ref ulong softAndHard);
}

using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Finds out what a path names before it is opened. Opening a named pipe waits for a writer, perhaps for ever, and a device may have no end.
/// .NET itself recognises only folders and links.
/// </summary>
internal static partial class FileKind
{
    // statx(2) is used because its numbers and its structure are the same on all architectures; those of stat(2) are not.
    private const int CurrentFolder = -100;
    private const uint Type = 1;
    private const int StructureSize = 256;
    private const int ModeOffset = 28;
    private const int TypeBits = 0xF000;
    private const int TooManyLinks = 40;

    /// <summary>
    /// Returns a fact about a path that is not a file, such as "is a folder". Null for a file, and for a path that does not exist or may not be read.
    /// </summary>
    public static string? FaultOf(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return "holds a null character";
        }

        return OperatingSystem.IsLinux() ? FaultOnLinux(path) : Directory.Exists(path) ? Fault(0x4000) : null;
    }

    private static string? FaultOnLinux(string path)
    {
        Span<byte> found = stackalloc byte[StructureSize];
        if (statx(CurrentFolder, path, 0, Type, ref MemoryMarshal.GetReference(found)) == 0)
        {
            return Fault(MemoryMarshal.Read<ushort>(found[ModeOffset..]) & TypeBits);
        }

        return Marshal.GetLastPInvokeError() == TooManyLinks ? "leads to a loop of symbolic links" : null;
    }

    /// <summary>The numbers are those of inode(7).</summary>
    private static string? Fault(int type) => type switch
    {
        0x4000 => "is a folder",
        0x1000 => "is a named pipe (FIFO), not a file",
        0x2000 or 0x6000 => "is a device, not a file",
        0xC000 => "is a socket, not a file",
        _ => null,
    };

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint wanted, ref byte found);
}

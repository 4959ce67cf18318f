using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Tells what a path leads to, before it is opened: opening a named pipe waits for somebody who writes into it, perhaps for ever, and a
/// device may have no end. .NET itself tells folders and links alone.
/// </summary>
internal static partial class FileKind
{
    // statx(2): its numbers and its structure are the same on all kinds of machines, those of stat(2) are not.
    private const int CurrentFolder = -100;
    private const uint Type = 1;
    private const int StructureSize = 256;
    private const int ModeOffset = 28;
    private const int TypeBits = 0xF000;
    private const int TooManyLinks = 40;

    /// <summary>What is there in place of a file, such as "is a folder". Null for a file, for what is not there and for what may not be looked at.</summary>
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

        return Marshal.GetLastPInvokeError() == TooManyLinks ? "leads through symbolic links in a circle" : null;
    }

    /// <summary>By the numbers of inode(7).</summary>
    private static string? Fault(int type) => type switch
    {
        0x4000 => "is a folder",
        0x1000 => "is a named pipe (FIFO), and no file",
        0x2000 or 0x6000 => "is a device, and no file",
        0xC000 => "is a socket, and no file",
        _ => null,
    };

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint wanted, ref byte found);
}

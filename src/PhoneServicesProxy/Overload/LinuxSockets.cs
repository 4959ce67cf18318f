using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// The kernel calls that are needed to refuse a connection. .NET's sockets would cost a third more, because they ask the kernel before each accept and
/// each read whether it would wait.
/// </summary>
internal static partial class LinuxSockets
{
    private const int CloseOnExec = 0x80000;
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int PeekOnly = 0x2;
    private const int More = 0x8000;

    /// <summary>Returns the descriptor of the next connection; null if none waits, or if the process may open no more files.</summary>
    public static int? Accept(int listening) => accept4(listening, 0, 0, CloseOnExec) is >= 0 and var connection ? connection : null;

    /// <summary>
    /// Returns the length and the capacity of the queue of connections to be accepted. For a listening socket these are the fields unacked and sacked of
    /// tcp_info.
    /// </summary>
    public static (int Length, int Capacity) AcceptQueue(int listening)
    {
        Span<int> info = stackalloc int[8];
        var length = sizeof(int) * info.Length;
        return getsockopt(listening, TcpOptions.Level, TcpOptions.Info, ref MemoryMarshal.GetReference(info), ref length) < 0 ? (1, int.MaxValue) : (info[6], info[7]);
    }

    /// <summary>Returns the bytes that have arrived, and leaves them to be read. Empty if there are none.</summary>
    public static ReadOnlySpan<byte> Peek(int connection, Span<byte> buffer) =>
        buffer[..(int)Math.Max(0, recv(connection, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length, DontWait | PeekOnly))];

    /// <summary>
    /// Sends a response and closes the connection. Response and FIN go in one packet. The request is read first, because the kernel resets a connection
    /// that is closed with unread bytes.
    /// </summary>
    public static void SendAndClose(int connection, ReadOnlySpan<byte> response, Span<byte> buffer)
    {
        _ = recv(connection, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length, DontWait);
        if (!response.IsEmpty)
        {
            _ = send(connection, ref MemoryMarshal.GetReference(response), (nuint)response.Length, DontWait | NoSignal | More);
        }

        _ = close(connection);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int accept4(int listening, nint address, nint length, int flags);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getsockopt(int socket, int level, int name, ref int value, ref int length);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint recv(int socket, ref byte buffer, nuint length, int flags);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint send(int socket, ref readonly byte buffer, nuint length, int flags);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int close(int descriptor);
}

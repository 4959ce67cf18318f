using System.Runtime.InteropServices;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// The calls of the kernel that it takes to turn a connection away, and no more of them: .NET's own sockets ask before each accept and each
/// read whether it would wait, and cost a third more.
/// </summary>
internal static partial class LinuxSockets
{
    private const int CloseOnExec = 0x80000;
    private const int NotWaiting = 0x40;
    private const int NoSignal = 0x4000;
    private const int Leave = 0x2;
    private const int MoreFollows = 0x8000;

    /// <summary>The descriptor of the next connection; null where there is none, or no room for it.</summary>
    public static int? Accept(int listening) => accept4(listening, 0, 0, CloseOnExec) is >= 0 and var connection ? connection : null;

    /// <summary>How many connections wait to be accepted, and how many may at most (tcp_info's unacked and sacked, which mean this of a socket that listens).</summary>
    public static (int Waiting, int Most) Waiting(int listening)
    {
        Span<int> info = stackalloc int[8];
        var length = sizeof(int) * info.Length;
        return getsockopt(listening, TcpOptions.Level, TcpOptions.Info, ref MemoryMarshal.GetReference(info), ref length) < 0 ? (1, int.MaxValue) : (info[6], info[7]);
    }

    /// <summary>What has come, which stays to be read; nothing where nothing has come.</summary>
    public static ReadOnlySpan<byte> Peek(int connection, Span<byte> buffer) =>
        buffer[..(int)Math.Max(0, recv(connection, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length, NotWaiting | Leave))];

    /// <summary>
    /// Answers a connection, and ends it; the answer and the end go in one packet. What has come is read first: the kernel resets a connection that
    /// ends with something unread.
    /// </summary>
    public static void AnswerAndEnd(int connection, ReadOnlySpan<byte> answer, Span<byte> buffer)
    {
        _ = recv(connection, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length, NotWaiting);
        if (!answer.IsEmpty)
        {
            _ = send(connection, ref MemoryMarshal.GetReference(answer), (nuint)answer.Length, NotWaiting | NoSignal | MoreFollows);
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

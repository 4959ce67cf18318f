using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>
/// A port for a program that cannot choose one itself (port 0). It is outside the range that the kernel uses for connections, because a
/// connection could otherwise take it before the program does. No other test program on the machine gets it while this one runs.
/// </summary>
internal static class FreePort
{
    private const int First = 12_000;
    private const int Count = 20_000;

    // World-writable like /tmp, because not every test program runs as root.
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "phone-services-test-ports");
    private static readonly List<FileStream> Held = [];
    private static int _next = Environment.ProcessId * 100 % Count;

    public static IPEndPoint OnLoopback()
    {
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + (Interlocked.Increment(ref _next) % Count);
            if (TryHold(port) && IsFree(port))
                return new IPEndPoint(IPAddress.Loopback, port);
        }

        throw new InvalidOperationException($"All of {Count} ports are in use, see {Folder}");
    }

    /// <summary>The lock ends with this process, even if that is killed.</summary>
    private static bool TryHold(int port)
    {
        Directory.CreateDirectory(Folder);
        try
        {
            var held = new FileStream(
                Path.Combine(Folder, port.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            lock (Held)
                Held.Add(held);

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

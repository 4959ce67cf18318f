using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Listening sockets that systemd opened and passed on (sd_listen_fds(3)). They stay open while the gateway restarts, so phones are not refused
/// meanwhile. Each replaces the configured address with the same host and port, which says whether it is http or https. Kestrel's own
/// <c>UseSystemd</c> would replace all configured addresses, and does not support https.
/// </summary>
internal sealed class InheritedSockets : IDisposable
{
    /// <summary>The number of connections that wait while nobody accepts. The kernel's limit is net.core.somaxconn, with the same default.</summary>
    private const int Backlog = 4096;

    /// <summary>SD_LISTEN_FDS_START.</summary>
    private const int First = 3;

    private readonly Lock _taking = new();
    private readonly List<Socket> _sockets;

    private InheritedSockets(IEnumerable<Socket> sockets) => _sockets = [.. sockets];

    /// <summary>Takes only sockets that were meant for this process, not those of an ancestor.</summary>
    public static InheritedSockets OfEnvironment() =>
        Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        && int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new(Enumerable.Range(First, count).Select(descriptor => new Socket(new SafeSocketHandle(descriptor, ownsHandle: true))))
            : new([]);

    internal static InheritedSockets Of(params Socket[] sockets) => new(sockets);

    /// <summary>The addresses of sockets that no configured address uses.</summary>
    public IReadOnlyList<EndPoint> Left
    {
        get
        {
            lock (_taking)
            {
                return [.. _sockets.Select(socket => socket.LocalEndPoint!)];
            }
        }
    }

    public void Configure(SocketTransportOptions transport)
    {
        transport.Backlog = Backlog;
        transport.CreateBoundListenSocket = endpoint => Take(endpoint) ?? Open(endpoint);
    }

    public void Dispose()
    {
        lock (_taking)
        {
            _sockets.ForEach(socket => socket.Dispose());
            _sockets.Clear();
        }
    }

    private Socket? Take(EndPoint endpoint)
    {
        lock (_taking)
        {
            var socket = _sockets.Find(socket => AreSame(socket.LocalEndPoint!, endpoint));
            if (socket is not null)
            {
                _sockets.Remove(socket);

                // An earlier gateway may have set the socket to reset connections on close.
                socket.LingerState = new(enable: false, seconds: 0);
            }

            return socket;
        }
    }

    /// <summary>
    /// Opens a socket. The kernel's message lacks the address, so it is added. Other errors of IPv6 are passed on, because Kestrel may then do
    /// without it.
    /// </summary>
    private static Socket Open(EndPoint endpoint)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Kestrel recognizes this type, too.
            throw new AddressInUseException(error.Message, error);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied || endpoint.AddressFamily == AddressFamily.InterNetwork)
        {
            throw new IOException($"{endpoint} cannot be opened: {error.Message}.", error);
        }
    }

    /// <summary>
    /// True for the same address. The two forms of "every address" are the same, because systemd's and Kestrel's sockets accept both IPv4 and IPv6.
    /// </summary>
    private static bool AreSame(EndPoint one, EndPoint other) =>
        one is IPEndPoint first && other is IPEndPoint second
            ? first.Port == second.Port && (first.Address.Equals(second.Address) || (IsAny(first.Address) && IsAny(second.Address)))
            : one.Equals(other);

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}

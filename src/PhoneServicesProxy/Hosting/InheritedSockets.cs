using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Listening sockets that systemd opened and handed over (sd_listen_fds(3)). They stay open while the gateway restarts, so that phones
/// are not refused meanwhile. Each stands in for the address of the same host and port in the configuration, whose scheme says
/// what is spoken there. Kestrel's own <c>UseSystemd</c> would put them in the place of all configured addresses, and knows no https.
/// </summary>
internal sealed class InheritedSockets : IDisposable
{
    /// <summary>So many connections wait while nobody accepts; the kernel's bound is net.core.somaxconn, which has the same default.</summary>
    private const int Backlog = 4096;

    /// <summary>SD_LISTEN_FDS_START.</summary>
    private const int First = 3;

    private readonly Lock _taking = new();
    private readonly List<Socket> _sockets;

    private InheritedSockets(IEnumerable<Socket> sockets) => _sockets = [.. sockets];

    /// <summary>Those that were meant for this process; of another one's, an ancestor's, nothing is touched.</summary>
    public static InheritedSockets OfEnvironment() =>
        Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        && int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new(Enumerable.Range(First, count).Select(descriptor => new Socket(new SafeSocketHandle(descriptor, ownsHandle: true))))
            : new([]);

    /// <summary>For tests.</summary>
    internal static InheritedSockets Of(params Socket[] sockets) => new(sockets);

    /// <summary>Where a socket is open that no configured address has taken.</summary>
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

                // A gateway before this one may have left it so that the kernel resets each connection that is closed.
                socket.LingerState = new(enable: false, seconds: 0);
            }

            return socket;
        }
    }

    /// <summary>The kernel's message lacks the address. Where an IPv6 address cannot be had, Kestrel goes on without it if it may be told so.</summary>
    private static Socket Open(EndPoint endpoint)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Kestrel, too, knows it by this type.
            throw new AddressInUseException(error.Message, error);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied || endpoint.AddressFamily == AddressFamily.InterNetwork)
        {
            throw new IOException($"{endpoint} cannot be opened: {error.Message}.", error);
        }
    }

    /// <summary>"Every address" is written in two ways, and systemd's, as Kestrel's, takes IPv4 and IPv6.</summary>
    private static bool AreSame(EndPoint one, EndPoint other) =>
        one is IPEndPoint first && other is IPEndPoint second
            ? first.Port == second.Port && (first.Address.Equals(second.Address) || (IsAny(first.Address) && IsAny(second.Address)))
            : one.Equals(other);

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}

using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.Connections;

/// <summary>The kernel gives one error where this machine has no port left, and where it has no address at all from which a node can be reached.</summary>
internal static class LocalAddress
{
    public static bool LeadsTo(DnsEndPoint node)
    {
        if (!IPAddress.TryParse(node.Host, out var address))
        {
            return true;
        }

        try
        {
            // Sends nothing: it only chooses the way, and needs no port of TCP.
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(address, node.Port);
            return true;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.TooManyOpenSockets;
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.Connections;

/// <summary>The kernel reports one error for two causes: no free port, and no address of this machine from which the node can be reached.</summary>
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
            // This sends nothing. It only chooses a route, and needs no TCP port.
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

using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>A port for a program that cannot be told to choose one by itself (port 0).</summary>
internal static class FreePort
{
    public static IPEndPoint OnLoopback()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}

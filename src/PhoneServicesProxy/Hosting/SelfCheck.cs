using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.Hosting;

/// <summary>Asks the gateway itself, as a phone would come in.</summary>
internal static class SelfCheck
{
    public static async Task<bool> AnswersAsync(BindingAddress address, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var socket = await ConnectAsync(address, either.Token);

            // Nothing is asked, and nothing more will be: Kestrel closes such a connection, in http and in TLS, and no log, count or limit of
            // presses knows of it. That proves that connections are accepted and that the thread pool gets round to them.
            socket.Shutdown(SocketShutdown.Send);
            await socket.ReceiveAsync(new byte[1], either.Token);
            return true;
        }
        catch (SocketException error)
        {
            // Closed by a gateway that has too many connections: it lives.
            return error.SocketErrorCode == SocketError.ConnectionReset;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<Socket> ConnectAsync(BindingAddress address, CancellationToken cancellation)
    {
        EndPoint endpoint = address.IsUnixPipe ? new UnixDomainSocketEndPoint(address.UnixPipePath) : new IPEndPoint(AddressOf(address.Host), address.Port);
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endpoint, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A host that is no address stands for all of them, as does an address that is unspecified.</summary>
    private static IPAddress AddressOf(string host) =>
        IPAddress.TryParse(host, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? address : IPAddress.Loopback;
}

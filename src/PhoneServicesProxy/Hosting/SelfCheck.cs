using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.Hosting;

/// <summary>Connects to the gateway's own address, as a phone does.</summary>
internal static class SelfCheck
{
    public static async Task<bool> AnswersAsync(BindingAddress address, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var socket = await ConnectAsync(address, either.Token);

            // The end of the stream is sent without a request, and Kestrel closes the connection, with http and with TLS. No log, metric or limit
            // counts it. It proves that connections are accepted and that pool threads run.
            socket.Shutdown(SocketShutdown.Send);
            await socket.ReceiveAsync(new byte[1], either.Token);
            return true;
        }
        catch (SocketException error)
        {
            // A gateway with too many connections resets the connection. So it is alive.
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

    /// <summary>Any host that is no address, or an unspecified address, stands for all addresses of the machine.</summary>
    private static IPAddress AddressOf(string host) =>
        IPAddress.TryParse(host, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? address : IPAddress.Loopback;
}

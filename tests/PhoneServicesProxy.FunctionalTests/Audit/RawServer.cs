using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PhoneServicesProxy.FunctionalTests.Audit;

/// <summary>Answers every request with the same bytes, and hangs up.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly Task _serving;

    public RawServer(string answer)
    {
        _answer = Encoding.Latin1.GetBytes(answer);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptSocketAsync();
                await AnswerAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // Stopped, while it waited for a client or before it waited for the next one.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        try
        {
            var buffer = new byte[4096];
            await client.ReceiveAsync(buffer);
            await client.SendAsync(_answer);
            client.Shutdown(SocketShutdown.Send);
            while (await client.ReceiveAsync(buffer) > 0)
            {
                // Closing earlier would reset the connection, and the answer with it.
            }
        }
        catch (SocketException)
        {
            // The client has hung up first.
        }
    }
}

using System.Net.Sockets;
using System.Text;

namespace CallManagerSimulator.Tests;

/// <summary>A client without an HTTP library between it and the wire.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SilenceAfter = TimeSpan.FromMilliseconds(400);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public static async Task<RawConnection> OpenAsync(SimulatedNode node)
    {
        var connection = new RawConnection();
        using var limit = new CancellationTokenSource(Limit);
        await connection._socket.ConnectAsync(node.Address.Host, node.Address.Port, limit.Token);
        return connection;
    }

    /// <summary>Null if the SYN is not answered.</summary>
    public static async Task<SocketError?> TryConnectAsync(SimulatedNode node)
    {
        using var connection = new RawConnection();
        using var limit = new CancellationTokenSource(SilenceAfter);
        try
        {
            await connection._socket.ConnectAsync(node.Address.Host, node.Address.Port, limit.Token);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendGetAsync(string target) => SendAsync($"GET {target} HTTP/1.1\r\nHost: node\r\n\r\n");

    /// <summary>Reads one answer that has a Content-Length.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var text = new StringBuilder();
        while (!IsComplete(text.ToString()))
        {
            var part = await ReadSomeAsync(limit.Token);
            Assert.NotEmpty(part);
            text.Append(part);
        }

        return text.ToString();
    }

    /// <summary>Reads until the node ends the connection or has been silent for a while.</summary>
    public async Task<(string Text, RawEnd End)> ReadToEndAsync()
    {
        var text = new StringBuilder();
        while (true)
        {
            using var silence = new CancellationTokenSource(SilenceAfter);
            try
            {
                var part = await ReadSomeAsync(silence.Token);
                if (part.Length == 0)
                {
                    return (text.ToString(), RawEnd.Fin);
                }

                text.Append(part);
            }
            catch (OperationCanceledException)
            {
                return (text.ToString(), RawEnd.Silence);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                return (text.ToString(), RawEnd.Reset);
            }
        }
    }

    /// <summary>Waits for the node to end the connection, however long it is silent before.</summary>
    public async Task<RawEnd> WaitForEndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while ((await ReadSomeAsync(limit.Token)).Length > 0)
            {
            }

            return RawEnd.Fin;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return RawEnd.Reset;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsComplete(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && text.Length - end - 4 >= ContentLengthOf(text);
    }

    public static int ContentLengthOf(string head)
    {
        const string Name = "Content-Length: ";
        var start = head.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return int.Parse(head.AsSpan(start, head.IndexOf('\r', start) - start), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<string> ReadSomeAsync(CancellationToken ct)
    {
        var buffer = new byte[8192];
        var count = await _socket.ReceiveAsync(buffer, ct);
        return Encoding.Latin1.GetString(buffer, 0, count);
    }
}

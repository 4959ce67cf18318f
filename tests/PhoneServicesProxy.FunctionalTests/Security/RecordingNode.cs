using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>A node on a bare socket that keeps every byte it gets and answers each request with a page.</summary>
internal sealed class RecordingNode : IAsyncDisposable
{
    private const string Page = "<CiscoIPPhoneText><Title>t</Title><Text>x</Text></CiscoIPPhoneText>";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _accepting;

    public RecordingNode()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>The requests, as a strict server reads them: head and body, each byte a character.</summary>
    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>Makes the whole answer to a request; each character a byte.</summary>
    public Func<ReceivedRequest, string> Answer { get; set; } = _ =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {Page.Length}\r\n\r\n{Page}";

    public static string Headed(params string[] headers) =>
        $"HTTP/1.1 200 OK\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Type: text/xml\r\nContent-Length: {Page.Length}\r\n\r\n{Page}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var serving = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
                _connections[serving] = true;
                _ = serving.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var received = new StringBuilder();
                var buffer = new byte[16 * 1024];
                int read;
                while ((read = await client.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
                {
                    received.Append(Encoding.Latin1.GetString(buffer, 0, read));
                    while (Take(received) is { } request)
                    {
                        Requests.Enqueue(request);
                        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(Answer(request)), _stop.Token);
                    }
                }

                if (received.Length > 0)
                {
                    Requests.Enqueue(new("(no whole request)\r\n\r\n", received.ToString()));
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The gateway is through with this connection, or the test is over.
            }
        }
    }

    private static ReceivedRequest? Take(StringBuilder received)
    {
        var text = received.ToString();
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return null;
        }

        var request = new ReceivedRequest(text[..(head + 2)], "");
        var length = int.Parse(request["Content-Length"] ?? "0", CultureInfo.InvariantCulture);
        if (text.Length < head + 4 + length)
        {
            return null;
        }

        received.Remove(0, head + 4 + length);
        return request with { Body = text.Substring(head + 4, length) };
    }
}

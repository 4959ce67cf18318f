using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace PhoneServicesProxy.SystemTests.Systemd;

/// <summary>The end at which systemd listens to its services (sd_notify(3)).</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<string> _heard = new();

    public NotifySocket()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"notify-{Guid.NewGuid():N}");
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _ = ListenAsync();
    }

    public string Path { get; }

    public IReadOnlyCollection<string> Heard => _heard;

    public int Count(string state) => _heard.Count(heard => heard == state);

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(Path);
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var count = await _socket.ReceiveAsync(buffer);
                foreach (var line in Encoding.UTF8.GetString(buffer, 0, count).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    _heard.Enqueue(line);
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}

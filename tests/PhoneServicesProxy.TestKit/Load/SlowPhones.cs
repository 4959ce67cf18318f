using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Load;

/// <summary>Connections that send or read as slowly as possible, each from its own address.</summary>
/// <param name="target">The gateway.</param>
/// <param name="beginning">The bytes that each sends immediately.</param>
/// <param name="drop">The bytes that each sends every second after that; empty for none.</param>
/// <param name="time">The clock.</param>
internal sealed class SlowPhones(IPEndPoint target, string beginning, string drop, TimeProvider time) : IDisposable
{
    private const int TicksPerSecond = 50;

    private readonly ConcurrentQueue<Socket> _open = [];

    /// <summary>Opens the connections, and keeps them busy until cancelled.</summary>
    /// <param name="count">The number of connections.</param>
    /// <param name="perSecond">
    /// The number of new connections a second, at least 50. All at once would be too much load, even if they were not slow.
    /// </param>
    /// <param name="opened">Called when the last connection is open.</param>
    /// <param name="over">Ends the connections.</param>
    public async Task RunAsync(int count, int perSecond, Action opened, CancellationToken over)
    {
        try
        {
            await Task.WhenAll(OpenAsync(count, perSecond, opened, over), drop.Length > 0 ? DropAsync(over) : Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // The caller has ended the connections.
        }
    }

    public void Dispose()
    {
        foreach (var socket in _open)
            socket.Dispose();
    }

    private async Task OpenAsync(int count, int perSecond, Action opened, CancellationToken over)
    {
        var bytes = Encoding.ASCII.GetBytes(beginning);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond), time);
        while (_open.Count < count)
        {
            await timer.WaitForNextTickAsync(over);
            for (var number = 0; number < perSecond / TicksPerSecond; number++)
                _open.Enqueue(await OpenAsync(new Phone(_open.Count), bytes, over));
        }

        opened();
    }

    /// <summary>The socket has the smallest buffer that the kernel allows, so unread data stays at the gateway.</summary>
    private async Task<Socket> OpenAsync(Phone phone, byte[] bytes, CancellationToken over)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 1 };
        if (phone.SourceFor(target) is { } source)
            socket.Bind(new IPEndPoint(source, 0));

        await socket.ConnectAsync(target, over);
        await socket.SendAsync(bytes, over);
        return socket;
    }

    private async Task DropAsync(CancellationToken over)
    {
        var bytes = Encoding.ASCII.GetBytes(drop);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(over))
        {
            foreach (var socket in _open)
            {
                try
                {
                    await socket.SendAsync(bytes, over);
                }
                catch (SocketException)
                {
                    // The gateway has ended the connection.
                }
            }
        }
    }
}

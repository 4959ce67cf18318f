using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Load;

/// <summary>Connections that send, or read, as slowly as they can, each from an address of its own.</summary>
/// <param name="target">The gateway.</param>
/// <param name="beginning">What each sends at once.</param>
/// <param name="drop">What each sends every second from then on; empty for nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class SlowPhones(IPEndPoint target, string beginning, string drop, TimeProvider time) : IDisposable
{
    private const int TicksPerSecond = 50;

    private readonly ConcurrentQueue<Socket> _open = [];

    /// <summary>Opens so many, and keeps them busy until that is cancelled.</summary>
    /// <param name="count">How many.</param>
    /// <param name="perSecond">New ones a second, from 50: all at once would be too much load, whether slow or not.</param>
    /// <param name="opened">Told when the last one is open.</param>
    /// <param name="over">Ends it.</param>
    public async Task RunAsync(int count, int perSecond, Action opened, CancellationToken over)
    {
        try
        {
            await Task.WhenAll(OpenAsync(count, perSecond, opened, over), drop.Length > 0 ? DropAsync(over) : Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // That is its end.
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

    /// <summary>With the smallest buffer that the kernel gives, so that what is not read stays with the gateway.</summary>
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
                    // The gateway has ended it.
                }
            }
        }
    }
}

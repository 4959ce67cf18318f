using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Load;

/// <summary>Phones that keep their connections open. A few of them press a key now and then.</summary>
internal sealed class KeptConnections(IPEndPoint target, TimeProvider time) : IDisposable
{
    private const string Path = "/ccmcip/getservicesmenu.jsp?name={device}";
    private const int AtATime = 64;
    private const int BufferSize = 8192;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly List<(Phone Phone, Socket Socket)> _kept = [];

    public int Count => _kept.Count;

    /// <summary>Makes this number of phones press once and disconnect: those for which <see cref="OpenAsync"/> opens connections next.</summary>
    public Task VisitAsync(int count, CancellationToken cancellation) => ForEachAsync(count, async (index, token) =>
    {
        var (_, socket) = await OpenOneAsync(index, token);
        socket.Dispose();
    }, cancellation);

    /// <summary>Opens this number of further connections. Each belongs to a phone with its own address, which presses once.</summary>
    public async Task OpenAsync(int count, CancellationToken cancellation)
    {
        var opened = new (Phone, Socket)[count];
        await ForEachAsync(count, async (index, token) => opened[index] = await OpenOneAsync(index, token), cancellation);
        _kept.AddRange(opened);
    }

    private static Task ForEachAsync(int count, Func<int, CancellationToken, Task> act, CancellationToken cancellation) =>
        Parallel.ForAsync(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation },
            async (index, token) => await act(index, token));

    private async Task<(Phone Phone, Socket Socket)> OpenOneAsync(int index, CancellationToken cancellation)
    {
        var phone = new Phone(_kept.Count + index);
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (phone.SourceFor(target) is { } source)
            socket.Bind(new IPEndPoint(source, 0));

        await socket.ConnectAsync(target, cancellation);
        return await AskAsync(phone, socket, cancellation) == LoadAnswer.Page
            ? (phone, socket)
            : throw new InvalidOperationException($"Phone {index} got no page.");
    }

    /// <summary>Presses at fixed times, at one phone after another. No phone has two presses at once.</summary>
    public async Task<LoadReport> PressAsync(double pressesPerSecond, TimeSpan duration, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var presses = new Task<LoadPress>[(int)(duration.TotalSeconds * pressesPerSecond)];
        for (var number = 0; number < presses.Length; number++)
        {
            var due = TimeSpan.FromSeconds(number / pressesPerSecond);
            while (due - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
                await Task.Delay(left < Tick ? Tick : left, time, cancellation);

            // The phones are far apart, because consecutive ones would often be those that were used last.
            presses[number] = PressOnceAsync(_kept[(int)(number * 7919L % _kept.Count)], start, due, cancellation);
        }

        return new LoadReport(await Task.WhenAll(presses), duration);
    }

    public void Dispose()
    {
        foreach (var (_, socket) in _kept)
            socket.Dispose();
    }

    private async Task<LoadPress> PressOnceAsync((Phone Phone, Socket Socket) kept, long start, TimeSpan due, CancellationToken cancellation)
    {
        var lag = time.GetElapsedTime(start) - due;
        var answer = await AskAsync(kept.Phone, kept.Socket, cancellation);
        return new LoadPress(due, lag, time.GetElapsedTime(start) - due, answer);
    }

    private async Task<LoadAnswer> AskAsync(Phone phone, Socket socket, CancellationToken cancellation)
    {
        try
        {
            await socket.SendAsync(phone.KeepAliveRequest(Path, target), cancellation);
            return await LoadCall.ReadAsync(socket, BufferSize, cancellation);
        }
        catch (SocketException)
        {
            return LoadAnswer.Broken;
        }
    }
}

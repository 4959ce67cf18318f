using System.Net;
using System.Net.Sockets;
using System.Text;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.Benchmarks.Cost;

/// <summary>Connections that each ask again as soon as they are answered: for cost, not for waiting.</summary>
/// <param name="target">The proxy.</param>
/// <param name="connections">How many at a time.</param>
/// <param name="time">The clock.</param>
/// <param name="fresh">Whether each asks on a new connection, as most phones do, or on the same one.</param>
internal sealed class ClosedLoop(IPEndPoint target, int connections, TimeProvider time, bool fresh = false)
{
    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"GET /ccmcip/getservicesmenu.jsp?name=SEP00077D000001 HTTP/1.1\r\nHost: {target}\r\n"
        + "Accept: x-CiscoIPPhone/*, text/*,image/png,*/*\r\nAccept-Language: en_US\r\nAccept-Charset: utf-8,;q=0.8\r\n"
        + "x-CiscoIPPhoneModelName: CP-8841\r\nx-CiscoIPPhoneSDKVersion: 8.5.1\r\nx-CiscoIPPhoneDisplay: 559, 265, 24, C\r\n\r\n");

    public async Task<LoopCount> RunAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var end = time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency);
        var counts = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(number => Task.Run(() => AskAsync(number, end, cancellation), cancellation)));
        return new LoopCount(counts.Sum(count => count.Good), counts.Sum(count => count.Failed));
    }

    private async Task<LoopCount> AskAsync(int number, long end, CancellationToken cancellation)
    {
        var (good, failed) = (0, 0);
        var buffer = new byte[16384];
        while (time.GetTimestamp() < end)
        {
            using var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (new Phone(number).SourceFor(target) is { } source)
                socket.Bind(new IPEndPoint(source, 0));

            try
            {
                await socket.ConnectAsync(target, cancellation);
                bool goesOn;
                do
                {
                    (var isGood, goesOn) = await AskOnceAsync(socket, buffer, cancellation);
                    good += isGood ? 1 : 0;
                    failed += isGood ? 0 : 1;
                }
                while (!fresh && goesOn && time.GetTimestamp() < end);
            }
            catch (SocketException)
            {
                failed++;
            }
        }

        return new LoopCount(good, failed);
    }

    /// <returns>Whether it was a good answer, and whether the connection goes on: nginx ends one after a thousand requests, and says so.</returns>
    private async Task<(bool IsGood, bool GoesOn)> AskOnceAsync(Socket socket, byte[] buffer, CancellationToken cancellation)
    {
        await socket.SendAsync(_request, cancellation);
        var received = 0;
        while (true)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(received), cancellation);
            if (count == 0)
                throw new SocketException((int)SocketError.ConnectionReset);

            received += count;
            if (PhoneAnswer.Read(buffer.AsSpan(0, received), ended: false) is { Complete: true } answer)
                return (answer.Status == 200, buffer.AsSpan(0, received).IndexOf("\r\nConnection: close\r\n"u8) < 0);
        }
    }
}

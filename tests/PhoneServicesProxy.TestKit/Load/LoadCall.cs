using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Load;

/// <summary>
/// One press on its own connection. It does as little work as possible, because the load generator shares the machine with the gateway. So
/// the answer is searched, not parsed as in a fleet.
/// </summary>
internal static class LoadCall
{
    private const int BufferSize = 4096;

    public static async Task<LoadAnswer> AskAsync(Phone phone, byte[] request, IPEndPoint target, CancellationToken patience)
    {
        try
        {
            using var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (phone.SourceFor(target) is { } source)
                socket.Bind(new IPEndPoint(source, 0));

            await socket.ConnectAsync(target, patience);
            await socket.SendAsync(request, patience);
            return await ReadAsync(socket, BufferSize, patience);
        }
        catch (SocketException)
        {
            return LoadAnswer.Broken;
        }
        catch (OperationCanceledException)
        {
            return LoadAnswer.GaveUp;
        }
    }

    /// <summary>Reads a whole answer. An answer longer than <paramref name="size"/> counts as broken.</summary>
    public static async Task<LoadAnswer> ReadAsync(Socket socket, int size, CancellationToken patience)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var received = 0;
            while (received < buffer.Length && await socket.ReceiveAsync(buffer.AsMemory(received), patience) is > 0 and var count)
            {
                received += count;
                if (IsComplete(buffer.AsSpan(0, received)))
                    return Judge(buffer.AsSpan(0, received));
            }

            return LoadAnswer.Broken;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static LoadAnswer Judge(ReadOnlySpan<byte> answer)
    {
        if (answer.IndexOf("busy at the moment"u8) >= 0 || answer.StartsWith("HTTP/1.1 503"u8))
            return LoadAnswer.Busy;

        return !answer.StartsWith("HTTP/1.1 200"u8) ? LoadAnswer.Unusable
            : answer.IndexOf("<CiscoIPPhoneMenu"u8) >= 0 ? LoadAnswer.Page
            : answer.IndexOf("<CiscoIPPhone"u8) >= 0 ? LoadAnswer.OtherPage
            : LoadAnswer.Unusable;
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;

        var start = answer[..head].IndexOf("Content-Length: "u8);
        if (start < 0)
            return false;

        var text = answer[(start + "Content-Length: ".Length)..];
        return int.TryParse(Encoding.ASCII.GetString(text[..text.IndexOf((byte)'\r')]), out var length) && answer.Length >= head + 4 + length;
    }
}

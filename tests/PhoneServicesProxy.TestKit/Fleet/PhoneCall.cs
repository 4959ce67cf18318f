using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>One request of a phone, on its own connection.</summary>
internal static class PhoneCall
{
    /// <summary>Returns when the answer is complete, the connection has ended or the user has given up (cancellation).</summary>
    public static async Task<PhoneReply> AskAsync(Phone phone, byte[] request, IPEndPoint target, CancellationToken cancellation)
    {
        using var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (phone.SourceFor(target) is { } source)
                socket.Bind(new IPEndPoint(source, 0));

            await socket.ConnectAsync(target, cancellation);
        }
        catch (SocketException error)
        {
            return new PhoneReply(null, error.SocketErrorCode == SocketError.ConnectionRefused
                ? PressOutcome.Refused
                : PressOutcome.ConnectFailed);
        }
        catch (OperationCanceledException)
        {
            return new PhoneReply(null, PressOutcome.GaveUp);
        }

        return await ConverseAsync(socket, request, cancellation);
    }

    private static async Task<PhoneReply> ConverseAsync(Socket socket, byte[] request, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        var received = 0;
        PhoneAnswer? answer = null;
        try
        {
            await socket.SendAsync(request, cancellation);
            while (answer is not { Complete: true })
            {
                if (received == buffer.Length)
                    Array.Resize(ref buffer, 2 * buffer.Length);

                var count = await socket.ReceiveAsync(buffer.AsMemory(received), cancellation);
                received += count;
                answer = PhoneAnswer.Read(buffer.AsSpan(0, received), ended: count == 0);
                if (count == 0)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            return new PhoneReply(answer, PressOutcome.GaveUp);
        }
        catch (SocketException)
        {
            return new PhoneReply(answer, answer is null ? PressOutcome.Reset : PressOutcome.Incomplete);
        }

        return new PhoneReply(answer, answer is not null ? null : received == 0 ? PressOutcome.NoAnswer : PressOutcome.Incomplete);
    }
}

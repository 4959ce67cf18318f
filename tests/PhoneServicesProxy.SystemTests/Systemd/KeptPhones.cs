using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.SystemTests.Systemd;

/// <summary>
/// Phones that keep their connection from press to press. One that was told, or sees, that it has ended opens another one. A press
/// that has been sent is never sent again: without an answer it is a bad one.
/// </summary>
internal sealed class KeptPhones(IPEndPoint target, int phones, TimeSpan pause)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Presses until it is cancelled.</summary>
    /// <returns>How many presses there were, and what became of the bad ones.</returns>
    public async Task<(int Presses, IReadOnlyList<string> Bad)> PressAsync(CancellationToken stop)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, phones).Select(number => PressAsync(number, stop)));
        return (results.Sum(result => result.Presses), [.. results.SelectMany(result => result.Bad)]);
    }

    private async Task<(int Presses, List<string> Bad)> PressAsync(int number, CancellationToken stop)
    {
        var request = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"GET /ccmcip/getservicesmenu.jsp?name=SEP00077E{number:X6} HTTP/1.1\r\nHost: {target}\r\nAccept: x-CiscoIPPhone/*, text/*\r\nx-CiscoIPPhoneModelName: CP-7970G\r\n\r\n"));
        var bad = new List<string>();
        var presses = 0;
        Socket? kept = null;
        await Task.Delay(pause * number / phones, TimeProvider.System, CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            presses++;
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            try
            {
                kept = await PressAsync(kept, request, bad, patience.Token);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                bad.Add(error.Message);
                kept?.Dispose();
                kept = null;
            }

            await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
        }

        kept?.Dispose();
        return (presses, bad);
    }

    /// <returns>The connection, if it goes on.</returns>
    private async Task<Socket?> PressAsync(Socket? kept, byte[] request, List<string> bad, CancellationToken patience)
    {
        if (kept is null || kept.Poll(0, SelectMode.SelectRead))
        {
            kept?.Dispose();
            kept = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await kept.ConnectAsync(target, patience);
        }

        await kept.SendAsync(request, patience);
        var (answer, head) = await ReadAsync(kept, patience);
        var outcome = answer is null ? PressOutcome.NoAnswer : AnswerJudge.Judge(answer, "CiscoIPPhoneMenu");
        if (outcome != PressOutcome.Good)
        {
            bad.Add($"{outcome} {answer?.Status}");
        }

        if (outcome == PressOutcome.Good && !head.Contains("\r\nConnection: close\r\n", StringComparison.OrdinalIgnoreCase))
        {
            return kept;
        }

        kept.Dispose();
        return null;
    }

    private static async Task<(PhoneAnswer? Answer, string Head)> ReadAsync(Socket socket, CancellationToken patience)
    {
        var buffer = new byte[16384];
        var received = 0;
        PhoneAnswer? answer = null;
        while (answer is not { Complete: true })
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(received), patience);
            received += count;
            answer = PhoneAnswer.Read(buffer.AsSpan(0, received), ended: count == 0);
            if (count == 0)
            {
                break;
            }
        }

        return (answer, Encoding.Latin1.GetString(buffer, 0, received));
    }
}
